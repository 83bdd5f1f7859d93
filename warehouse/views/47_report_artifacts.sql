-- Findings of damage and furniture by outlet, kind and rule.
SELECT
    coalesce(documents.outlet_id, '(unknown)') AS outlet_id,
    artifacts.kind,
    artifacts.rule_id,
    artifacts.action,
    count(*) AS findings,
    count(DISTINCT artifacts.doc_id) AS documents,
    min(artifacts.text) AS example
FROM artifacts
INNER JOIN documents ON documents.doc_id = artifacts.doc_id
GROUP BY documents.outlet_id, artifacts.kind, artifacts.rule_id, artifacts.action
ORDER BY findings DESC, outlet_id, kind, rule_id
