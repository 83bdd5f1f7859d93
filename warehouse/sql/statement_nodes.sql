-- Reported sentences that a run groups anew, numbered from 0 by when their documents were first seen: this run's last.
-- Reads relations known_members, touched, new_links, replaced, documents, seen.
WITH wanted AS (
    SELECT doc_id, attribution_no FROM new_links
    UNION
    SELECT other_doc_id, other_attribution_no FROM new_links
    UNION
    SELECT doc_id, attribution_no FROM known_members
    WHERE statement_id IN (SELECT statement_id FROM touched) AND doc_id NOT IN (SELECT doc_id FROM replaced)
)

SELECT
    row_number() OVER (
        ORDER BY first.first_seen_at NULLS LAST, documents.published_on NULLS LAST, wanted.doc_id, wanted.attribution_no
    ) - 1 AS no,
    wanted.doc_id,
    wanted.attribution_no
FROM wanted
INNER JOIN documents ON documents.doc_id = wanted.doc_id
LEFT JOIN (SELECT doc_id, min(first_seen_at) AS first_seen_at FROM seen GROUP BY doc_id) AS first
    ON first.doc_id = wanted.doc_id
