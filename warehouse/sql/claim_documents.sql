-- Which delivered contents are new, where each first stands, its size in bytes, and its repeated lines.
-- Reads relations known (doc_id) and repeated_now (doc_id, repeated_lines). $files: Parquet files of deliveries.
WITH delivered AS (
    SELECT
        doc_id,
        min({'file': filename, 'row': file_row_number}) AS first,
        any_value(octet_length(content)) AS byte_count
    FROM read_parquet($files, filename = true, file_row_number = true)
    GROUP BY doc_id
),

fresh AS (
    SELECT first.file AS file, first.row AS row, byte_count, repeated_now.repeated_lines
    FROM delivered LEFT JOIN repeated_now ON repeated_now.doc_id = delivered.doc_id
    WHERE delivered.doc_id NOT IN (SELECT doc_id FROM known)
)

SELECT file, row, byte_count, repeated_lines
FROM fresh
ORDER BY file, row
