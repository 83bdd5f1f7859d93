-- Sanctions claims by day, target and status.
SELECT
    day,
    target,
    status,
    count(DISTINCT doc_id) AS documents,
    count(DISTINCT carried_by) AS outlets,
    count(DISTINCT story_id) AS independent_sources,
    target_id
FROM sanctions_carried
GROUP BY day, target_id, target, status
ORDER BY day DESC NULLS LAST, independent_sources DESC, documents DESC, target, status
