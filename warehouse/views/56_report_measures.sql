-- Measures by status: how many documents, outlets and independent sources speak of each.
SELECT
    claims.measure,
    claims.status,
    count(DISTINCT (claims.doc_id, claims.sanction_no)) AS claims,
    count(DISTINCT claims.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT claims.story_id) AS independent_sources,
    min(claims.published_on) AS first_on,
    max(claims.published_on) AS last_on
FROM (SELECT doc_id, sanction_no, story_id, status, published_on, unnest(measures) AS measure FROM sanctions) AS claims
LEFT JOIN document_outlets ON document_outlets.doc_id = claims.doc_id
GROUP BY claims.measure, claims.status
ORDER BY independent_sources DESC, documents DESC, claims.measure, claims.status
