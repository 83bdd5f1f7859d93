-- Stories by copies: one story is one independent source, however many carried it.
SELECT
    stories.story_id,
    arg_min(articles.title, (articles.doc_id <> stories.representative_doc_id, articles.doc_id)) AS title,
    min(articles.published_on) AS published_on,
    any_value(stories.copies) AS copies,
    any_value(stories.outlets) AS outlets,
    any_value(stories.origin_outlet_id) AS origin_outlet_id,
    list_sort(list(DISTINCT articles.story_relation) FILTER (articles.story_relation <> 'representative')) AS relations,
    any_value(stories.first_seen_at) AS first_seen_at
FROM stories
INNER JOIN articles ON articles.story_id = stories.story_id
GROUP BY stories.story_id
ORDER BY copies DESC, outlets DESC, stories.story_id
