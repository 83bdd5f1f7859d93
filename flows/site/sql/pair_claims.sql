-- Claims of a sender against a target, in one status; key: sender--target, an empty side where none is named.
SELECT
    coalesce(sender_id, '') || '--' || coalesce(target_id, '') AS key,
    row_number() OVER (
        PARTITION BY sender_id, target_id, status
        ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no
    ) AS place,
    count(*) OVER (PARTITION BY sender_id, target_id, status) AS total,
    status, published_on, sentence, start, "end", condition, negated, measures, speaker_actor_id, outlet_id, story_id, rule_id,
    confidence, run_id, doc_id, sanction_no
FROM sanctions_pairs
