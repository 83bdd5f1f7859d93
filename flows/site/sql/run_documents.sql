-- Articles that a run made; key: run_id.
SELECT
    run_id AS key,
    row_number() OVER (PARTITION BY run_id ORDER BY published_on DESC NULLS LAST, doc_id) AS place,
    count(*) OVER (PARTITION BY run_id) AS total,
    published_on, title, outlet_id, story_id, story_relation, story_copies, doc_id
FROM articles
