-- Documents of no story yet: each becomes the only member of its own.
SELECT documents.doc_id, documents.doc_id AS story_id, 'representative' AS relation, 1.0::DOUBLE AS similarity
FROM documents
ANTI JOIN story_members ON story_members.doc_id = documents.doc_id
ORDER BY documents.doc_id
