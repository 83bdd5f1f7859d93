-- One row a document with its story: `story_id` is what to count for independent sources.
SELECT
    documents.doc_id,
    documents.title,
    documents.outlet_id,
    outlet.name AS outlet,
    documents.origin_outlet_id,
    documents.byline,
    documents.published_on,
    documents.published_precision,
    documents.published_evidence,
    documents.language,
    documents.words,
    documents.translationese,
    documents.translationese_parts,
    coalesce(story_members.story_id, documents.doc_id) AS story_id,
    coalesce(story_members.relation, 'representative') AS story_relation,
    coalesce(stories.copies, 1) AS story_copies,
    seen.first_seen_at,
    seen.uri,
    documents.text,
    documents.config_fingerprint,
    documents.run_id
FROM documents
LEFT JOIN story_members USING (doc_id)
LEFT JOIN stories ON stories.story_id = story_members.story_id
LEFT JOIN actors AS outlet ON outlet.actor_id = documents.outlet_id
LEFT JOIN (
    SELECT doc_id, min(first_seen_at) AS first_seen_at, arg_min(uri, (first_seen_at, uri)) AS uri
    FROM sightings
    GROUP BY doc_id
) AS seen ON seen.doc_id = documents.doc_id
