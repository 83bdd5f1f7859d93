-- One row a document and an actor that it names, with every way in which it does; places are left out.
SELECT
    mentions.doc_id,
    mentions.actor_id,
    any_value(actors.kind) AS kind,
    any_value(actors.country) AS country,
    list_sort(list_distinct(list(mentions.surface))) AS surfaces
FROM mentions
INNER JOIN actors ON actors.actor_id = mentions.actor_id
WHERE mentions.kind <> 'place' AND actors.kind <> 'place'
GROUP BY mentions.doc_id, mentions.actor_id
ORDER BY mentions.doc_id, mentions.actor_id
