-- In copies: sentences of the one against sentences of the other that are one statement, with the words both have.
-- Reads relations copies (doc_id, other_doc_id: linked documents, later first) and copied_statements (signatures of these
-- documents' statements). Parameters: see StatementSettings.parameters; the copies of part $part of $parts are taken.
WITH
matched AS (
    SELECT
        one.doc_id,
        one.attribution_no,
        two.doc_id AS other_doc_id,
        two.attribution_no AS other_attribution_no,
        list_intersect(one.words, two.words) AS shared,
        len(shared) / least(len(one.words), len(two.words)) AS overlap,
        coalesce(one.speaker_actor_id = two.speaker_actor_id, false) AS one_speaker,
        abs(one.place - two.place) AS apart,
        2 * len(shared) / (len(one.words) + len(two.words)) + 0.25 * one_speaker::INTEGER - 0.25 * apart AS fit
    FROM (FROM copies WHERE hash(doc_id) % $parts = $part) AS copies
    INNER JOIN copied_statements AS one ON one.doc_id = copies.doc_id
    INNER JOIN copied_statements AS two ON two.doc_id = copies.other_doc_id
    WHERE list_has_any(one.words, two.words)
),

ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY doc_id, attribution_no, other_doc_id ORDER BY fit DESC, other_attribution_no
        ) AS place_here,
        row_number() OVER (
            PARTITION BY other_doc_id, other_attribution_no, doc_id ORDER BY fit DESC, attribution_no
        ) AS place_there
    FROM matched
)

SELECT doc_id, attribution_no, other_doc_id, other_attribution_no, 'copy' AS basis, overlap, shared
FROM ranked
-- Best partners of each other: a sentence that holds two of the other text would make these one.
WHERE place_here = 1 AND place_there = 1 AND (
    (overlap >= $close AND one_speaker)
    OR (overlap >= $unlike AND len(shared) >= $unlike_words)
    OR (overlap >= $loose AND one_speaker AND apart <= $place)
)
