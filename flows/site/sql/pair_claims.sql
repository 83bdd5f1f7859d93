-- Claims of a sender against a target, in one status; key: sender--target, an empty side where none is named.
WITH ranked AS (
    SELECT
        coalesce(sender_id, '') || '--' || coalesce(target_id, '') AS key,
        row_number() OVER (
            PARTITION BY sender_id, target_id, status
            ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
        ) AS place,
        count(*) OVER (PARTITION BY sender_id, target_id, status) AS total,
        status, doc_id, sanction_no
    FROM sanctions_pairs
)

SELECT
    ranked.key, ranked.place, ranked.total,
    ranked.status, claim.published_on, claim.sentence, claim.start, claim."end", claim.condition, claim.negated,
    claim.measures, claim.speaker_actor_id, claim.outlet_id, claim.story_id, claim.rule_id, claim.confidence,
    claim.run_id, ranked.doc_id, ranked.sanction_no
FROM ranked
INNER JOIN sanctions AS claim ON claim.doc_id = ranked.doc_id AND claim.sanction_no = ranked.sanction_no
