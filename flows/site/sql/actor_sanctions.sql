-- Rows of report_sanctions that an actor is the sender or the target of, in that report's order; key: actor_id.
SELECT
    actor_id AS key,
    row_number() OVER (
        PARTITION BY actor_id, side
        ORDER BY (sender_id IS NULL)::INTEGER + (target_id IS NULL)::INTEGER, independent_sources DESC, documents DESC,
            sender, target, status
    ) AS place,
    count(*) OVER (PARTITION BY actor_id, side) AS total,
    side, sender_id, target_id, status, documents, outlets, independent_sources, first_on, last_on
FROM (
    SELECT *, 'sender' AS side, sender_id AS actor_id FROM report_sanctions
    UNION ALL
    SELECT *, 'target', target_id FROM report_sanctions
)
WHERE actor_id IS NOT NULL
