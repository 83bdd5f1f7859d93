-- Texts to compare: doc_id and text of the documents in relation wanted (doc_id), and where the segments that make a
-- body begin and end by turns, in order. Reads compared (documents brought from the lake) and segments. Parameter: kinds, those segments' kinds.
WITH spans AS (
    SELECT doc_id, flatten(list([start, "end"] ORDER BY segment_no)) AS body
    FROM segments
    WHERE doc_id IN (SELECT doc_id FROM wanted) AND list_contains($kinds, kind)
    GROUP BY doc_id
)

SELECT compared.doc_id, compared.text, coalesce(spans.body, []) AS body
FROM compared LEFT JOIN spans ON spans.doc_id = compared.doc_id
WHERE compared.doc_id IN (SELECT doc_id FROM wanted)
