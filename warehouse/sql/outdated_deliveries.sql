-- Raw content of documents made by another config than $fingerprint, as deliveries with what was delivered beside
-- their first sighting.
SELECT
    raw.doc_id,
    raw.bytes AS content,
    raw.media_type,
    raw.declared_encoding,
    first.uri,
    {
        'title': first.given_title,
        'outlet': first.given_outlet,
        'published': first.given_published,
        'authors': first.given_authors,
        'url': first.given_url
    } AS given,
    first.outlet_id
FROM raw
INNER JOIN (
    SELECT doc_id, unnest(arg_min(sightings, (first_seen_at, uri))) FROM sightings GROUP BY doc_id
) AS first ON first.doc_id = raw.doc_id
WHERE raw.doc_id IN (SELECT doc_id FROM documents WHERE config_fingerprint <> $fingerprint)
ORDER BY raw.doc_id
