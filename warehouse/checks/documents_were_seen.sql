-- #fail Every document was seen somewhere.
SELECT doc_id FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM sightings)
