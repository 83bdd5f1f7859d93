-- Senders against targets over all statuses.
SELECT
    coalesce(sender.name, pairs.sender_id) AS sender,
    coalesce(target.name, pairs.target_id) AS target,
    count(DISTINCT pairs.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT pairs.story_id) AS independent_sources,
    list_sort(list(DISTINCT pairs.status)) AS statuses,
    pairs.sender_id,
    pairs.target_id
FROM sanctions_pairs AS pairs
LEFT JOIN document_outlets ON document_outlets.doc_id = pairs.doc_id
LEFT JOIN actors AS sender ON sender.actor_id = pairs.sender_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
WHERE pairs.sender_id IS NOT NULL AND pairs.target_id IS NOT NULL
GROUP BY pairs.sender_id, pairs.target_id, sender.name, target.name
ORDER BY independent_sources DESC, documents DESC, sender, target
