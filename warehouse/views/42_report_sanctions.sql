-- Who does what about sanctions to whom: documents, outlets and independent sources side by side.
SELECT
    sender,
    target,
    status,
    documents,
    outlets,
    independent_sources,
    first_on,
    last_on,
    sender_id,
    target_id
FROM sanctions_counts
WHERE counted_by = 'pair_status'
ORDER BY (sender_id IS NULL)::INTEGER + (target_id IS NULL)::INTEGER, independent_sources DESC, documents DESC, sender, target, status
