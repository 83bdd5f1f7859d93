-- Which delivered contents are new, where each first stands, which shard refines it, and its repeated lines.
-- Reads relations known (doc_id) and repeated_now (doc_id, repeated_lines). $files: Parquet files of deliveries; $documents, $bytes: a shard's limits. A shard number rises whenever a running
-- total passes a multiple of either limit, so no shard exceeds one.
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

SELECT
    file,
    row,
    (row_number() OVER running - 1) // $documents + (sum(byte_count) OVER running - byte_count)::BIGINT // $bytes
        AS shard_no,
    repeated_lines
FROM fresh
WINDOW running AS (ORDER BY file, row ROWS UNBOUNDED PRECEDING)
ORDER BY file, row
