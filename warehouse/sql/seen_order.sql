-- Rank of documents by when they were first seen; within a run the earlier published, then the address, decides.
-- Reads relations documents, sightings, wanted (doc_id).
SELECT documents.doc_id, documents.outlet_id, documents.origin_outlet_id, seen.first_seen_at,
    row_number() OVER (
        ORDER BY seen.first_seen_at, documents.published_on NULLS LAST, seen.uri, documents.doc_id
    ) AS place
FROM documents
SEMI JOIN wanted ON wanted.doc_id = documents.doc_id
INNER JOIN (
    SELECT doc_id, min(first_seen_at) AS first_seen_at, arg_min(uri, (first_seen_at, uri)) AS uri
    FROM sightings
    WHERE doc_id IN (SELECT doc_id FROM wanted)
    GROUP BY doc_id
) AS seen ON seen.doc_id = documents.doc_id
ORDER BY place
