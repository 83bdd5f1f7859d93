-- Month by month, who does what about sanctions to whom.
SELECT
    month,
    sender,
    target,
    status,
    count(DISTINCT doc_id) AS documents,
    count(DISTINCT carried_by) AS outlets,
    count(DISTINCT story_id) AS independent_sources,
    sender_id,
    target_id
FROM sanctions_carried
WHERE month IS NOT NULL
GROUP BY month, sender_id, target_id, sender, target, status
ORDER BY month DESC, independent_sources DESC, documents DESC, sender, target, status
