-- Actors that no list has, one row each, from the documents that name them.
WITH named AS (
    SELECT actor_id, name, kind, count(*) AS documents FROM discoveries GROUP BY actor_id, name, kind
)

SELECT
    actor_id,
    arg_min(name, (-documents, name)) AS name,
    arg_min(kind, (-documents, kind)) AS kind,
    NULL AS country,
    list_sort(list(DISTINCT name)) AS aliases,
    [] AS roles,
    [] AS external_ids,
    'discovered' AS origin,
    [] AS topics
FROM named
GROUP BY actor_id
