-- Sanctions claims with one row for each sender and target; null where a claim names none.
SELECT * EXCLUDE (sender_ids, target_ids)
FROM (
    SELECT
        *,
        unnest(CASE WHEN len(sender_ids) = 0 THEN [NULL] ELSE sender_ids END) AS sender_id
    FROM (
        SELECT
            *,
            unnest(CASE WHEN len(target_ids) = 0 THEN [NULL] ELSE target_ids END) AS target_id
        FROM sanctions
    )
)
