-- Claims that name a measure, in one status; key: measure.
WITH ranked AS (
    SELECT
        measure AS key,
        row_number() OVER (
            PARTITION BY measure, status
            ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
        ) AS place,
        count(*) OVER (PARTITION BY measure, status) AS total,
        status, doc_id, sanction_no
    FROM (SELECT *, unnest(measures) AS measure FROM sanctions)
)

SELECT
    ranked.key, ranked.place, ranked.total,
    ranked.status, claim.published_on, claim.sentence, claim.start, claim."end", claim.condition, claim.negated,
    claim.sender_ids, claim.target_ids, claim.speaker_actor_id, claim.outlet_id, claim.story_id, claim.rule_id,
    claim.confidence, claim.run_id, ranked.doc_id, ranked.sanction_no
FROM ranked
INNER JOIN sanctions AS claim ON claim.doc_id = ranked.doc_id AND claim.sanction_no = ranked.sanction_no
