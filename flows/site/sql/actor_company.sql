-- Actors named in the same documents as an actor; key: actor_id.
SELECT
    actor_id AS key,
    row_number() OVER (
        PARTITION BY actor_id
        ORDER BY independent_sources DESC, documents DESC, other_id
    ) AS place,
    count(*) OVER (PARTITION BY actor_id) AS total,
    other_id, documents, outlets, independent_sources
FROM (
    SELECT actor_id, other_id, documents, outlets, independent_sources FROM report_cooccurrence
    UNION ALL
    SELECT other_id, actor_id, documents, outlets, independent_sources FROM report_cooccurrence
)
