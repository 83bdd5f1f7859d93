-- Articles that an outlet carried; key: outlet_id.
SELECT
    document_outlets.outlet_id AS key,
    row_number() OVER (
        PARTITION BY document_outlets.outlet_id
        ORDER BY articles.published_on DESC NULLS LAST, articles.doc_id
    ) AS place,
    count(*) OVER (PARTITION BY document_outlets.outlet_id) AS total,
    articles.published_on, articles.title, articles.origin_outlet_id, articles.translationese, articles.story_id,
    articles.story_relation, articles.story_copies, articles.doc_id
FROM document_outlets
INNER JOIN articles ON articles.doc_id = document_outlets.doc_id
