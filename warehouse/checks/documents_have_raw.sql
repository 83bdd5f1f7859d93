-- #fail Every document has its raw content, and every raw content its document.
SELECT coalesce(documents.doc_id, raw.doc_id) AS doc_id
FROM documents
FULL JOIN (SELECT doc_id FROM raw) AS raw ON raw.doc_id = documents.doc_id
WHERE documents.doc_id IS NULL OR raw.doc_id IS NULL
