-- Articles of a period; key: period.
SELECT
    period AS key,
    row_number() OVER (PARTITION BY period ORDER BY published_on DESC NULLS LAST, doc_id) AS place,
    count(*) OVER (PARTITION BY period) AS total,
    published_on, title, outlet_id, story_id, story_relation, story_copies, doc_id
FROM (SELECT *, $period AS period FROM articles)
