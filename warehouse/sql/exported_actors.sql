-- Actors that a mention or a claim names, or that published an article; places are left out.
WITH named AS (
    SELECT actor_id FROM mentions WHERE kind <> 'place'
    UNION
    SELECT unnest(sender_ids) FROM sanctions_mentions
    UNION
    SELECT unnest(target_ids) FROM sanctions_mentions
)

SELECT actor_id, name, kind, country, aliases, roles, external_ids, topics
FROM actors
WHERE actor_id IN (SELECT actor_id FROM named) AND kind <> 'place'
ORDER BY actor_id
