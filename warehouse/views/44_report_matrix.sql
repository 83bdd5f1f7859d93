-- Senders against targets over all statuses.
SELECT
    sender,
    target,
    count(DISTINCT doc_id) AS documents,
    count(DISTINCT carried_by) AS outlets,
    count(DISTINCT story_id) AS independent_sources,
    list_sort(list(DISTINCT status)) AS statuses,
    sender_id,
    target_id
FROM sanctions_carried
WHERE sender_id IS NOT NULL AND target_id IS NOT NULL
GROUP BY sender_id, target_id, sender, target
ORDER BY independent_sources DESC, documents DESC, sender, target
