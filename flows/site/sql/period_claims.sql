-- Claims of a period, in one status; key: period.
SELECT
    period AS key,
    row_number() OVER (
        PARTITION BY period, status
        ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
    ) AS place,
    count(*) OVER (PARTITION BY period, status) AS total,
    status, published_on, sentence, start, "end", condition, negated, sender_ids, target_ids, measures, speaker_actor_id, outlet_id,
    story_id, rule_id, confidence, run_id, doc_id, sanction_no
FROM (SELECT *, $period AS period FROM sanctions)
