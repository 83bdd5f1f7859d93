-- Who does what about sanctions to whom: documents, outlets and independent sources side by side.
SELECT
    sender,
    target,
    status,
    count(DISTINCT doc_id) AS documents,
    count(DISTINCT carried_by) AS outlets,
    count(DISTINCT story_id) AS independent_sources,
    min(day) AS first_on,
    max(day) AS last_on,
    sender_id,
    target_id
FROM sanctions_carried
GROUP BY sender_id, target_id, sender, target, status
ORDER BY (sender_id IS NULL)::INTEGER + (target_id IS NULL)::INTEGER, independent_sources DESC, documents DESC, sender, target, status
