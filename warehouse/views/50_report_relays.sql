-- Who relays whom: outlets against those they credit, quote or copy; `outlets` counts all that relay the source.
WITH taken AS (
    SELECT doc_id, origin_outlet_id AS source_outlet_id, 'credited' AS how
    FROM documents
    WHERE origin_outlet_id IS NOT NULL
    UNION ALL
    SELECT doc_id, via_outlet_id, 'quoted' FROM asserted_attributions WHERE via_outlet_id IS NOT NULL
    UNION ALL
    SELECT copy.doc_id, original.outlet_id, 'copied'
    FROM articles AS copy
    INNER JOIN articles AS original ON original.doc_id = copy.story_id
    WHERE copy.story_relation <> 'representative' AND original.outlet_id IS NOT NULL
)

SELECT
    coalesce(any_value(outlet.name), carrier.outlet_id) AS outlet,
    coalesce(any_value(source.name), taken.source_outlet_id) AS source,
    count(DISTINCT taken.doc_id) FILTER (taken.how = 'credited') AS credited,
    count(DISTINCT taken.doc_id) FILTER (taken.how = 'quoted') AS quoted,
    count(DISTINCT taken.doc_id) FILTER (taken.how = 'copied') AS copied,
    count(DISTINCT taken.doc_id) AS documents,
    count(*) OVER (PARTITION BY taken.source_outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources,
    carrier.outlet_id,
    taken.source_outlet_id
FROM taken
INNER JOIN document_outlets AS carrier ON carrier.doc_id = taken.doc_id
INNER JOIN articles ON articles.doc_id = taken.doc_id
LEFT JOIN actors AS outlet ON outlet.actor_id = carrier.outlet_id
LEFT JOIN actors AS source ON source.actor_id = taken.source_outlet_id
WHERE carrier.outlet_id <> taken.source_outlet_id
GROUP BY carrier.outlet_id, taken.source_outlet_id
ORDER BY documents DESC, independent_sources DESC, outlet, source
