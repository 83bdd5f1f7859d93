-- #warn The language of at least nine documents in ten is known.
SELECT avg((language = 'und')::INTEGER) AS share_unknown FROM documents HAVING avg((language = 'und')::INTEGER) > 0.1
