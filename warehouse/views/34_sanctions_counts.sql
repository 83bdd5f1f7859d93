-- Sanctions claims counted in every way that a report asks for: `counted_by` names the way, the other columns are null in it.
SELECT
    CASE grouping(pairs.sender_id, pairs.target_id, pairs.status, pairs.published_on, pairs.month)
        WHEN 3 THEN 'pair_status'
        WHEN 7 THEN 'pair'
        WHEN 17 THEN 'target_day'
        WHEN 2 THEN 'pair_month'
        ELSE 'pair_day'
    END AS counted_by,
    pairs.sender_id,
    pairs.target_id,
    coalesce(sender.name, pairs.sender_id, '(not named)') AS sender,
    coalesce(target.name, pairs.target_id, '(not named)') AS target,
    pairs.status,
    pairs.published_on AS day,
    pairs.month,
    count(DISTINCT pairs.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT pairs.story_id) AS independent_sources,
    list_sort(list(DISTINCT pairs.status)) AS statuses,
    bool_and(pairs.negated) AS negated,
    min(pairs.published_on) AS first_on,
    max(pairs.published_on) AS last_on
FROM (SELECT *, date_trunc('month', published_on)::DATE AS month FROM sanctions_pairs) AS pairs
LEFT JOIN document_outlets ON document_outlets.doc_id = pairs.doc_id
LEFT JOIN actors AS sender ON sender.actor_id = pairs.sender_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
GROUP BY GROUPING SETS (
    (pairs.sender_id, pairs.target_id, sender.name, target.name, pairs.status),
    (pairs.sender_id, pairs.target_id, sender.name, target.name),
    (pairs.target_id, target.name, pairs.status, pairs.published_on),
    (pairs.sender_id, pairs.target_id, sender.name, target.name, pairs.status, pairs.month),
    (pairs.sender_id, pairs.target_id, sender.name, target.name, pairs.status, pairs.published_on)
)
