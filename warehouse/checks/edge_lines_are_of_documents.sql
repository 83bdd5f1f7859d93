-- #fail The lines of a content are counted once, and only where the lake has its document.
SELECT edge_lines.doc_id, count(*) AS rows_found
FROM edge_lines LEFT JOIN documents ON documents.doc_id = edge_lines.doc_id
GROUP BY edge_lines.doc_id
HAVING rows_found > 1 OR any_value(documents.doc_id) IS NULL
