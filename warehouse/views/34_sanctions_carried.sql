-- One row for each sender and target of a claim and each outlet that carried it: what the reports on sanctions count.
SELECT
    pairs.doc_id,
    pairs.sanction_no,
    pairs.story_id,
    pairs.sender_id,
    pairs.target_id,
    coalesce(sender.name, pairs.sender_id, '(not named)') AS sender,
    coalesce(target.name, pairs.target_id, '(not named)') AS target,
    pairs.status,
    pairs.negated,
    pairs.published_on AS day,
    date_trunc('month', pairs.published_on)::DATE AS month,
    document_outlets.outlet_id AS carried_by
FROM sanctions_pairs AS pairs
LEFT JOIN document_outlets ON document_outlets.doc_id = pairs.doc_id
LEFT JOIN actors AS sender ON sender.actor_id = pairs.sender_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
