-- What a rule about damage found; key: rule_id.
WITH ranked AS (
    SELECT
        rule_id AS key,
        row_number() OVER (PARTITION BY rule_id ORDER BY doc_id, artifact_no) AS place,
        count(*) OVER (PARTITION BY rule_id) AS total,
        doc_id, artifact_no
    FROM artifacts
)

SELECT
    ranked.key, ranked.place, ranked.total,
    artifacts.kind, artifacts.action, artifacts.text, artifacts.replacement, articles.outlet_id, articles.title,
    ranked.doc_id, ranked.artifact_no
FROM ranked
INNER JOIN artifacts ON artifacts.doc_id = ranked.doc_id AND artifacts.artifact_no = ranked.artifact_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
