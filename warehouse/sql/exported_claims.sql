-- One row a claim that is not negated, and a target; senders with their names.
SELECT
    claim.doc_id,
    claim.sanction_no,
    claim.target_id,
    claim.status,
    claim.measures,
    claim.sentence,
    claim.condition,
    claim.published_on,
    claim.confidence,
    claim.rule_id,
    articles.outlet,
    speaker.name AS speaker,
    given.url,
    claim.sender_ids,
    list_sort(list(DISTINCT sender.name) FILTER (sender.name IS NOT NULL)) AS senders
FROM (SELECT * EXCLUDE (target_ids), unnest(target_ids) AS target_id FROM sanctions WHERE NOT negated) AS claim
INNER JOIN actors AS target ON target.actor_id = claim.target_id AND target.kind <> 'place'
LEFT JOIN articles ON articles.doc_id = claim.doc_id
LEFT JOIN (SELECT doc_id, min(given_url) AS url FROM sightings GROUP BY doc_id) AS given ON given.doc_id = claim.doc_id
LEFT JOIN actors AS speaker ON speaker.actor_id = claim.speaker_actor_id
LEFT JOIN actors AS sender ON list_contains(claim.sender_ids, sender.actor_id)
GROUP BY ALL
ORDER BY claim.doc_id, claim.sanction_no, claim.target_id
