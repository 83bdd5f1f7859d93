-- Deliveries in $files whose content relation `refused` names, as rows of rejects.
SELECT delivered.uri, refused.reason, refused.detail, refused.byte_count, $run_id AS run_id
FROM read_parquet($files) AS delivered
INNER JOIN refused ON refused.doc_id = delivered.doc_id
ORDER BY delivered.uri
