-- Sanctions claims by day, target and status.
SELECT
    pairs.published_on AS day,
    coalesce(target.name, pairs.target_id, '(not named)') AS target,
    pairs.status,
    count(DISTINCT pairs.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT pairs.story_id) AS independent_sources,
    pairs.target_id
FROM sanctions_pairs AS pairs
LEFT JOIN document_outlets ON document_outlets.doc_id = pairs.doc_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
GROUP BY pairs.published_on, pairs.target_id, target.name, pairs.status
ORDER BY day DESC NULLS LAST, independent_sources DESC, documents DESC, target, status
