-- Claims of a period, in one status; key: period.
WITH ranked AS (
    SELECT
        period AS key,
        row_number() OVER (
            PARTITION BY period, status
            ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
        ) AS place,
        count(*) OVER (PARTITION BY period, status) AS total,
        status, doc_id, sanction_no
    FROM (SELECT *, $period AS period FROM sanctions)
)

SELECT
    ranked.key, ranked.place, ranked.total,
    ranked.status, claim.published_on, claim.sentence, claim.start, claim."end", claim.condition, claim.negated,
    claim.sender_ids, claim.target_ids, claim.measures, claim.speaker_actor_id, claim.outlet_id, claim.story_id,
    claim.rule_id, claim.confidence, claim.run_id, ranked.doc_id, ranked.sanction_no
FROM ranked
INNER JOIN sanctions AS claim ON claim.doc_id = ranked.doc_id AND claim.sanction_no = ranked.sanction_no
