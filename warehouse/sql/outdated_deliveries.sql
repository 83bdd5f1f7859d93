-- Raw content of documents made by another config than $fingerprint, or with other repeated lines than are known now
-- (relation repeated_now), as deliveries with what was delivered beside their first sighting.
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
    first.outlet_id,
    NULL::BIGINT AS body_hash,
    NULL::BIGINT[] AS line_hashes
FROM raw
INNER JOIN (
    SELECT doc_id, unnest(arg_min(sightings, (first_seen_at, uri))) FROM sightings GROUP BY doc_id
) AS first ON first.doc_id = raw.doc_id
WHERE raw.doc_id IN (
    SELECT documents.doc_id
    FROM documents LEFT JOIN repeated_now ON repeated_now.doc_id = documents.doc_id
    WHERE documents.config_fingerprint <> $fingerprint
        OR coalesce(documents.repeated_lines, []) <> coalesce(repeated_now.repeated_lines, [])
)
ORDER BY raw.doc_id
