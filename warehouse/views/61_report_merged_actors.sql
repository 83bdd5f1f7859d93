-- Discovered actors that count as another, and why: how the names agree, and the known actors both are named with.
SELECT
    actor_merges.actor_id,
    actor_merges.into_id,
    coalesce(actor.name, actor_merges.actor_id) AS name,
    coalesce(other.name, actor_merges.into_id) AS into_name,
    actor_merges.reason,
    actor_merges.weight,
    actor_merges.shared
FROM actor_merges
LEFT JOIN actors AS actor ON actor.actor_id = actor_merges.actor_id
LEFT JOIN actors AS other ON other.actor_id = actor_merges.into_id
ORDER BY actor_merges.reason, actor_merges.weight DESC, actor_merges.actor_id
