-- New documents whose bodies have the same letters and digits as another's, and the one document that bears these for
-- all: one of the lake's where there is one, the first by doc_id.
-- Reads relations new_signatures (this run's) and all_signatures (the lake's and this run's).
WITH fresh AS (
    SELECT doc_id, text_digest FROM new_signatures WHERE words > 0
),

alike AS (
    SELECT every.doc_id, every.text_digest, fresh.doc_id IS NOT NULL AS is_new
    FROM all_signatures AS every
    SEMI JOIN fresh AS twin ON twin.text_digest = every.text_digest
    LEFT JOIN fresh ON fresh.doc_id = every.doc_id
),

borne AS (
    SELECT doc_id, is_new, first_value(doc_id) OVER (PARTITION BY text_digest ORDER BY is_new, doc_id) AS bearer
    FROM alike
)

SELECT doc_id, bearer FROM borne WHERE is_new AND doc_id <> bearer ORDER BY doc_id
