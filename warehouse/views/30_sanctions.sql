-- One row a claim about sanctions, with its sentence, article, speaker, story, and the rule and run behind it.
SELECT
    claim.doc_id,
    claim.sanction_no,
    articles.published_on,
    claim.status,
    claim.sender_ids,
    claim.target_ids,
    claim.measures,
    claim.negated,
    claim.trigger,
    substr(articles.text, segments.start + 1, segments."end" - segments.start) AS sentence,
    substr(articles.text, claim.condition_start + 1, claim.condition_end - claim.condition_start) AS condition,
    claim.speaker_actor_id,
    articles.outlet_id,
    articles.title,
    articles.story_id,
    claim.start,
    claim."end",
    claim.rule_id,
    claim.confidence,
    claim.config_fingerprint,
    claim.run_id
FROM sanctions_mentions AS claim
    -- from the left and before the articles: so DuckDB does not hold their texts while it joins the segments
LEFT JOIN segments ON segments.doc_id = claim.doc_id AND segments.segment_no = claim.segment_no
INNER JOIN articles ON articles.doc_id = claim.doc_id
