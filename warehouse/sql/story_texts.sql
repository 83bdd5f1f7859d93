-- Texts to compare, for each job that compares them: relation wanted (job_no, doc_id) says which need which.
-- With each, where the segments that make a body begin and end by turns, in order. Reads compared (documents of lake and
-- run) and segments. Parameter: kinds, those segments' kinds.
WITH spans AS (
    SELECT
        doc_id,
        flatten(list_transform(
            list_sort(list({'no': segment_no, 'start': start, 'end': "end"})), lambda segment: [segment.start, segment."end"]
        )) AS body
    FROM segments
    WHERE doc_id IN (SELECT doc_id FROM wanted) AND list_contains($kinds, kind)
    GROUP BY doc_id
)

SELECT wanted.job_no, compared.doc_id, compared.text, coalesce(spans.body, []) AS body
FROM compared
INNER JOIN wanted ON wanted.doc_id = compared.doc_id
LEFT JOIN spans ON spans.doc_id = compared.doc_id
