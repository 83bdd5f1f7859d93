-- Stories by copies: one story is one independent source, however many carried it.
SELECT
    stories.story_id,
    articles.title,
    articles.published_on,
    stories.copies,
    stories.outlets,
    stories.origin_outlet_id,
    list_sort(list(DISTINCT members.relation) FILTER (members.relation <> 'representative')) AS relations,
    stories.first_seen_at
FROM stories
INNER JOIN articles ON articles.doc_id = stories.representative_doc_id
INNER JOIN story_members AS members ON members.story_id = stories.story_id
GROUP BY ALL
ORDER BY copies DESC, outlets DESC, stories.story_id
