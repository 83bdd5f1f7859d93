-- Actors that no list has, by the documents that name them, with the rules that told them; merged ones count as one.
SELECT
    coalesce(actor_merges.into_id, discoveries.actor_id) AS actor_id,
    coalesce(any_value(actors.name), min(discoveries.name)) AS actor,
    coalesce(any_value(actors.kind), min(discoveries.kind)) AS kind,
    count(DISTINCT discoveries.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources,
    round(max(discoveries.confidence), 2) AS confidence,
    list_sort(list(DISTINCT discoveries.rule_id)) AS rules,
    coalesce(list_sort(list(DISTINCT actor_merges.actor_id) FILTER (actor_merges.actor_id IS NOT NULL)), []) AS merged
FROM discoveries
INNER JOIN articles ON articles.doc_id = discoveries.doc_id
LEFT JOIN document_outlets ON document_outlets.doc_id = discoveries.doc_id
LEFT JOIN actor_merges ON actor_merges.actor_id = discoveries.actor_id
LEFT JOIN actors ON actors.actor_id = coalesce(actor_merges.into_id, discoveries.actor_id)
GROUP BY coalesce(actor_merges.into_id, discoveries.actor_id)
ORDER BY independent_sources DESC, documents DESC, actor_id
