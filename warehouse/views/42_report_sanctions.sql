-- Who does what about sanctions to whom: documents, outlets and independent sources side by side.
SELECT
    coalesce(sender.name, pairs.sender_id, '(not named)') AS sender,
    coalesce(target.name, pairs.target_id, '(not named)') AS target,
    pairs.status,
    count(DISTINCT pairs.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT pairs.story_id) AS independent_sources,
    min(pairs.published_on) AS first_on,
    max(pairs.published_on) AS last_on,
    pairs.sender_id,
    pairs.target_id
FROM sanctions_pairs AS pairs
LEFT JOIN document_outlets ON document_outlets.doc_id = pairs.doc_id
LEFT JOIN actors AS sender ON sender.actor_id = pairs.sender_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
GROUP BY pairs.sender_id, pairs.target_id, pairs.status, sender.name, target.name
ORDER BY (pairs.sender_id IS NULL)::INTEGER + (pairs.target_id IS NULL)::INTEGER, independent_sources DESC, documents DESC, sender, target, status
