-- Places where the contents of $files were seen and that the lake does not know; contents that were refused have no
-- row in raw and are left out.
SELECT DISTINCT ON (delivered.doc_id, delivered.uri)
    delivered.doc_id,
    delivered.uri,
    delivered.outlet_id,
    delivered.given.title AS given_title,
    delivered.given.outlet AS given_outlet,
    delivered.given.published AS given_published,
    delivered.given.authors AS given_authors,
    delivered.given.url AS given_url,
    $seen_at::TIMESTAMPTZ AS first_seen_at,
    $run_id AS run_id
FROM read_parquet($files) AS delivered
SEMI JOIN raw ON raw.doc_id = delivered.doc_id
ANTI JOIN sightings ON sightings.doc_id = delivered.doc_id AND sightings.uri = delivered.uri
ORDER BY delivered.doc_id, delivered.uri
