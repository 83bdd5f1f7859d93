-- Members of a story, its representative first; key: story_id.
SELECT
    members.story_id AS key,
    row_number() OVER (
        PARTITION BY members.story_id
        ORDER BY members.doc_id <> members.story_id, members.similarity DESC, members.doc_id
    ) AS place,
    count(*) OVER (PARTITION BY members.story_id) AS total,
    members.relation, members.similarity, links.aligned_fraction, links.anchors, articles.title, articles.outlet_id,
    articles.origin_outlet_id, articles.published_on, articles.words, members.doc_id
FROM story_members AS members
INNER JOIN articles ON articles.doc_id = members.doc_id
LEFT JOIN story_links AS links ON links.doc_id = members.doc_id AND links.other_doc_id = members.story_id
