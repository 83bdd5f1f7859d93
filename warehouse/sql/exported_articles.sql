-- Articles with their metadata and address, without their text.
SELECT articles.doc_id, articles.title, articles.published_on, articles.language, articles.byline, articles.outlet,
    given.url
FROM articles
LEFT JOIN (SELECT doc_id, min(given_url) AS url FROM sightings GROUP BY doc_id) AS given ON given.doc_id = articles.doc_id
ORDER BY articles.doc_id
