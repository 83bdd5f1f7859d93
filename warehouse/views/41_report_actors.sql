-- Actors by documents, outlets and independent sources that name them; places are left out, merged ones count as one.
SELECT
    coalesce(actor_merges.into_id, mentions.actor_id) AS actor_id,
    coalesce(any_value(actors.name), any_value(actor_merges.into_id), any_value(mentions.actor_id)) AS actor,
    any_value(actors.kind) AS kind,
    any_value(actors.country) AS country,
    count(DISTINCT (mentions.doc_id, mentions.mention_no)) AS mentions,
    count(DISTINCT mentions.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources
FROM mentions
INNER JOIN articles ON articles.doc_id = mentions.doc_id
LEFT JOIN document_outlets ON document_outlets.doc_id = mentions.doc_id
LEFT JOIN actor_merges ON actor_merges.actor_id = mentions.actor_id
LEFT JOIN actors ON actors.actor_id = coalesce(actor_merges.into_id, mentions.actor_id)
WHERE mentions.kind <> 'place'
GROUP BY coalesce(actor_merges.into_id, mentions.actor_id)
ORDER BY independent_sources DESC, documents DESC, mentions DESC, actor_id
