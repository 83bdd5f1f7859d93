-- Claims that name a measure, in one status; key: measure.
SELECT
    measure AS key,
    row_number() OVER (
        PARTITION BY measure, status
        ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
    ) AS place,
    count(*) OVER (PARTITION BY measure, status) AS total,
    status, published_on, sentence, start, "end", condition, negated, sender_ids, target_ids, speaker_actor_id, outlet_id, story_id,
    rule_id, confidence, run_id, doc_id, sanction_no
FROM (SELECT *, unnest(measures) AS measure FROM sanctions)
