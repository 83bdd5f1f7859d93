-- Actors that no list has, one row each, from the documents that name them.
WITH named AS (
    SELECT actor_id, name, kind, count(*) AS documents FROM discoveries GROUP BY actor_id, name, kind
)

SELECT
    actor_id,
    first(name ORDER BY documents DESC, name) AS name,
    first(kind ORDER BY documents DESC, kind) AS kind,
    NULL AS country,
    list(DISTINCT name ORDER BY name) AS aliases,
    [] AS roles,
    [] AS external_ids,
    'discovered' AS origin,
    [] AS topics
FROM named
GROUP BY actor_id
