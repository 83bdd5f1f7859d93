-- Rows of report_relays in which an outlet relays or is relayed, in that report's order; key: outlet_id.
SELECT
    key,
    row_number() OVER (
        PARTITION BY key, side
        ORDER BY documents DESC, independent_sources DESC, outlet, source
    ) AS place,
    count(*) OVER (PARTITION BY key, side) AS total,
    side, source_outlet_id, outlet_id, documents, independent_sources, credited, quoted, copied
FROM (
    SELECT *, 'outlet' AS side, outlet_id AS key FROM report_relays
    UNION ALL
    SELECT *, 'source', source_outlet_id FROM report_relays
)
