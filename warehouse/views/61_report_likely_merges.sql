-- Pairs of discovered actors that may be one and are not merged: names spelt alike, known actors that both are named with.
WITH named AS (
    SELECT
        actor_id,
        any_value(kind) AS kind,
        min(name) AS name,
        regexp_extract(actor_id, '[^-]+$') AS last_word,
        regexp_extract(actor_id, '^found-([^-]+)', 1) AS first_word,
        list_distinct(flatten(list(companions))) AS companions
    FROM discoveries
    GROUP BY actor_id
),

pairs AS (
    SELECT
        one.actor_id,
        one.kind,
        other.actor_id AS other_actor_id,
        one.name,
        other.name AS other_name,
        jaro_winkler_similarity(lower(one.name), lower(other.name)) AS similarity,
        list_sort(list_intersect(one.companions, other.companions)) AS shared
    FROM named AS one
    INNER JOIN named AS other
        ON one.kind = other.kind AND one.actor_id < other.actor_id
        AND (one.last_word = other.last_word OR one.first_word = other.first_word)
)

SELECT
    actor_id,
    other_actor_id,
    name,
    other_name,
    round(similarity, 3) AS similarity,
    len(shared) AS shared_actors,
    shared[:10] AS shared
FROM pairs
WHERE NOT EXISTS (
        FROM actor_merges
        WHERE (actor_merges.actor_id = pairs.actor_id AND actor_merges.into_id = pairs.other_actor_id)
            OR (actor_merges.actor_id = pairs.other_actor_id AND actor_merges.into_id = pairs.actor_id)
    )
    AND similarity >= if(kind = 'person', 0.92, 0.96)
    AND len(shared) >= 2
ORDER BY similarity DESC, shared_actors DESC, actor_id, other_actor_id
