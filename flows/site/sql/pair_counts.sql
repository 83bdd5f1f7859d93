-- Rows of report_sanctions of a sender and a target; key: sender--target, an empty side where none is named.
SELECT
    coalesce(sender_id, '') || '--' || coalesce(target_id, '') AS key,
    row_number() OVER (PARTITION BY sender_id, target_id ORDER BY independent_sources DESC, documents DESC, status) AS place,
    count(*) OVER (PARTITION BY sender_id, target_id) AS total,
    status, documents, outlets, independent_sources, first_on, last_on
FROM report_sanctions
