-- Actors that each document names: how often and where first; places are left out, merged actors count as one.
SELECT
    coalesce(actor_merges.into_id, mentions.actor_id) AS actor_id,
    mentions.doc_id,
    count(*) AS mentions,
    min(mentions.mention_no) AS mention_no
FROM mentions
LEFT JOIN actor_merges ON actor_merges.actor_id = mentions.actor_id
WHERE mentions.kind <> 'place'
GROUP BY coalesce(actor_merges.into_id, mentions.actor_id), mentions.doc_id
