-- Outlets by articles carried and by independent stories; copies are articles whose story began elsewhere.
SELECT
    document_outlets.outlet_id,
    coalesce(any_value(actors.name), document_outlets.outlet_id) AS outlet,
    any_value(actors.country) AS country,
    count(DISTINCT articles.doc_id) AS documents,
    count(DISTINCT articles.story_id) AS independent_sources,
    count(DISTINCT articles.doc_id) FILTER (articles.story_relation <> 'representative') AS copies,
    count(DISTINCT articles.doc_id) FILTER (articles.origin_outlet_id IS NOT NULL
        AND articles.origin_outlet_id <> document_outlets.outlet_id) AS credited_elsewhere,
    min(articles.published_on) AS first_on,
    max(articles.published_on) AS last_on
FROM document_outlets
INNER JOIN articles ON articles.doc_id = document_outlets.doc_id
LEFT JOIN actors ON actors.actor_id = document_outlets.outlet_id
GROUP BY document_outlets.outlet_id
ORDER BY documents DESC, outlet
