-- Month by month, who does what about sanctions to whom.
SELECT
    month,
    sender,
    target,
    status,
    documents,
    outlets,
    independent_sources,
    sender_id,
    target_id
FROM sanctions_counts
WHERE counted_by = 'pair_month' AND month IS NOT NULL
ORDER BY month DESC, independent_sources DESC, documents DESC, sender, target, status
