-- What was refused, and why.
SELECT run_id, reason, uri, detail, byte_count
FROM rejects
ORDER BY run_id DESC, reason, uri
