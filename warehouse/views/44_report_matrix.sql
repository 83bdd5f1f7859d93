-- Senders against targets over all statuses.
SELECT
    sender,
    target,
    documents,
    outlets,
    independent_sources,
    statuses,
    sender_id,
    target_id
FROM sanctions_counts
WHERE counted_by = 'pair' AND sender_id IS NOT NULL AND target_id IS NOT NULL
ORDER BY independent_sources DESC, documents DESC, sender, target
