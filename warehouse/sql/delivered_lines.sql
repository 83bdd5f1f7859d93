-- Rows of edge_lines for the contents of $files that the lake has none for, each where it first stands.
SELECT DISTINCT ON (delivered.doc_id) delivered.doc_id, delivered.outlet_id, delivered.body_hash, delivered.line_hashes
FROM read_parquet($files, filename = true, file_row_number = true) AS delivered
ANTI JOIN edge_lines ON edge_lines.doc_id = delivered.doc_id
WHERE delivered.body_hash IS NOT NULL
ORDER BY delivered.doc_id, delivered.filename, delivered.file_row_number
