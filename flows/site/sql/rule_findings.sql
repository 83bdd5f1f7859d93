-- What a rule about damage found; key: rule_id.
SELECT
    artifacts.rule_id AS key,
    row_number() OVER (PARTITION BY artifacts.rule_id ORDER BY artifacts.doc_id, artifacts.artifact_no) AS place,
    artifacts.kind, artifacts.action, artifacts.text, artifacts.replacement, articles.outlet_id, articles.title,
    artifacts.doc_id, artifacts.artifact_no
FROM artifacts
INNER JOIN articles ON articles.doc_id = artifacts.doc_id
