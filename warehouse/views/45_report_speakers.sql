-- Speakers by reported statements, and by the documents, outlets and independent sources that carry them.
SELECT
    coalesce(any_value(actors.name), attributions.speaker_actor_id, '(' || attributions.speaker_kind || ')') AS speaker,
    attributions.speaker_kind,
    count(DISTINCT (attributions.doc_id, attributions.attribution_no)) AS statements,
    count(DISTINCT (attributions.doc_id, attributions.attribution_no)) FILTER (attributions.mode = 'direct') AS direct,
    count(DISTINCT attributions.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources,
    attributions.speaker_actor_id
FROM attributions
INNER JOIN articles ON articles.doc_id = attributions.doc_id
LEFT JOIN document_outlets ON document_outlets.doc_id = attributions.doc_id
LEFT JOIN actors ON actors.actor_id = attributions.speaker_actor_id
GROUP BY attributions.speaker_actor_id, attributions.speaker_kind
ORDER BY independent_sources DESC, statements DESC, speaker
