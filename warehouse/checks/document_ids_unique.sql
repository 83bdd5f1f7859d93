-- #fail A content is one row of raw and one of documents, however often it was seen.
SELECT 'documents' AS table_name, doc_id, count(*) AS rows_found FROM documents GROUP BY doc_id HAVING count(*) > 1
UNION ALL
SELECT 'raw', doc_id, count(*) FROM raw GROUP BY doc_id HAVING count(*) > 1
