-- Findings of damage and furniture by outlet, kind and rule.
SELECT
    coalesce(articles.outlet_id, '(unknown)') AS outlet_id,
    artifacts.kind,
    artifacts.rule_id,
    artifacts.action,
    count(DISTINCT (artifacts.doc_id, artifacts.artifact_no)) AS findings,
    count(DISTINCT artifacts.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources,
    min(artifacts.text) AS example
FROM artifacts
INNER JOIN articles ON articles.doc_id = artifacts.doc_id
LEFT JOIN document_outlets ON document_outlets.doc_id = artifacts.doc_id
GROUP BY articles.outlet_id, artifacts.kind, artifacts.rule_id, artifacts.action
ORDER BY findings DESC, outlet_id, kind, rule_id
