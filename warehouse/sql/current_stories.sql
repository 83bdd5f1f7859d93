-- Stories in relation touched (story_id), as their members are now.
WITH members AS (
    SELECT story_members.story_id, documents.doc_id, documents.outlet_id, documents.origin_outlet_id
    FROM story_members
    SEMI JOIN touched ON touched.story_id = story_members.story_id
    INNER JOIN documents ON documents.doc_id = story_members.doc_id
),

credited AS (
    SELECT story_id, arg_min(origin_outlet_id, (-copies, origin_outlet_id)) AS origin_outlet_id
    FROM (
        SELECT story_id, origin_outlet_id, count(*) AS copies
        FROM members
        WHERE origin_outlet_id IS NOT NULL
        GROUP BY story_id, origin_outlet_id
    )
    GROUP BY story_id
),

seen AS (
    SELECT members.story_id, min(sightings.first_seen_at) AS first_seen_at
    FROM members INNER JOIN sightings ON sightings.doc_id = members.doc_id
    GROUP BY members.story_id
)

SELECT
    members.story_id,
    members.story_id AS representative_doc_id,
    coalesce(any_value(credited.origin_outlet_id),
        any_value(members.outlet_id) FILTER (members.doc_id = members.story_id)) AS origin_outlet_id,
    count(DISTINCT members.doc_id) AS copies,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    any_value(seen.first_seen_at) AS first_seen_at
FROM members
LEFT JOIN credited ON credited.story_id = members.story_id
LEFT JOIN seen ON seen.story_id = members.story_id
LEFT JOIN document_outlets ON document_outlets.doc_id = members.doc_id
GROUP BY members.story_id
ORDER BY members.story_id
