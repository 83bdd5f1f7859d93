-- Sanctions claims by day, target and status.
SELECT
    day,
    target,
    status,
    documents,
    outlets,
    independent_sources,
    target_id
FROM sanctions_counts
WHERE counted_by = 'target_day'
ORDER BY day DESC NULLS LAST, independent_sources DESC, documents DESC, target, status
