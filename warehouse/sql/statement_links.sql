-- Pairs of reported sentences that are one statement, with the words that both have; the later one first.
-- Reads relations copies (doc_id, other_doc_id: linked documents, later first), copied_statements (signatures of these
-- documents' statements), spoken (of some speakers: statement_spoken.sql), known_links (statement_links of the lake).
-- Parameters: see StatementSettings.parameters; of the copies, those that fall to part $part of $parts are taken.
WITH
-- In copies: sentences of the one against sentences of the other, by shared words.
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
),

copied AS (
    SELECT doc_id, attribution_no, other_doc_id, other_attribution_no, 'copy' AS basis, overlap, shared
    FROM ranked
    -- Best partners of each other: a sentence that holds two of the other text would make these one.
    WHERE place_here = 1 AND place_there = 1 AND (
        (overlap >= $close AND one_speaker)
        OR (overlap >= $unlike AND len(shared) >= $unlike_words)
        OR (overlap >= $loose AND one_speaker AND apart <= $place)
    )
),

-- Elsewhere: one speaker's sentences that share words which this speaker does not use all the time. They are numbered by
-- age, and among those of like words.
numbered AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY words, no) AS likeness
    FROM (SELECT *, row_number() OVER (ORDER BY published_on NULLS LAST, doc_id, attribution_no) AS no FROM spoken)
),

postings AS MATERIALIZED (
    SELECT
        speaker_actor_id,
        word,
        no,
        is_new,
        count(*) OVER (PARTITION BY speaker_actor_id, word) AS bearers,
        lead(no, 1) OVER posting AS next_no,
        lead(is_new, 1) OVER posting AS next_new,
        lead(no, 2) OVER posting AS third_no,
        lead(is_new, 2) OVER posting AS third_new
    FROM (SELECT speaker_actor_id, unnest(words) AS word, likeness, no, is_new FROM numbered)
    WINDOW posting AS (PARTITION BY speaker_actor_id, word ORDER BY likeness)
    QUALIFY bearers BETWEEN 2 AND $frequent
),

-- A word that few of a speaker's statements have connects each with each; one that many have, each with the next two.
few AS MATERIALIZED (SELECT * FROM postings WHERE bearers <= $rare),

connected AS (
    SELECT greatest(one.no, two.no) AS late, least(one.no, two.no) AS early
    FROM few AS one
    INNER JOIN few AS two ON two.speaker_actor_id = one.speaker_actor_id AND two.word = one.word AND two.no > one.no
    WHERE one.is_new OR two.is_new
    UNION ALL
    SELECT greatest(no, next_no), least(no, next_no)
    FROM postings
    WHERE bearers > $rare AND next_no IS NOT NULL AND (is_new OR next_new)
    UNION ALL
    SELECT greatest(no, third_no), least(no, third_no)
    FROM postings
    WHERE bearers > $rare AND third_no IS NOT NULL AND (is_new OR third_new)
),

candidates AS (SELECT late, early FROM connected GROUP BY ALL HAVING count(*) >= $connections),

repeated AS (
    SELECT
        late.doc_id,
        late.attribution_no,
        early.doc_id AS other_doc_id,
        early.attribution_no AS other_attribution_no,
        'repeat' AS basis,
        list_intersect(late.words, early.words) AS shared,
        len(shared) / least(len(late.words), len(early.words)) AS overlap
    FROM candidates
    INNER JOIN numbered AS late ON late.no = candidates.late
    INNER JOIN numbered AS early ON early.no = candidates.early
    WHERE late.doc_id <> early.doc_id
        AND coalesce(abs(date_diff('day', early.published_on, late.published_on)) <= $days, true)
        AND len(shared) >= $shared_words
        AND overlap >= $overlap
),

found AS (
    SELECT * FROM copied
    UNION ALL BY NAME
    SELECT * FROM repeated
    WHERE (doc_id, other_doc_id) NOT IN (SELECT (doc_id, other_doc_id) FROM copies)
        AND (other_doc_id, doc_id) NOT IN (SELECT (doc_id, other_doc_id) FROM copies)
)

SELECT
    doc_id,
    attribution_no,
    other_doc_id,
    other_attribution_no,
    basis,
    overlap,
    list_sort(list_transform(
        list_reverse_sort(list_transform(shared, lambda word: {'length': length(word), 'word': word}))[:$evidence_words],
        lambda item: item.word
    )) AS shared_words
FROM found
ANTI JOIN known_links USING (doc_id, attribution_no, other_doc_id, other_attribution_no)
ORDER BY doc_id, attribution_no, other_doc_id, other_attribution_no
