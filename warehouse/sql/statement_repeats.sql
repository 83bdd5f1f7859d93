-- One speaker's sentences, in whatever documents, that share words which this speaker does not use all the time; the
-- later one first, with the words that both have. Reads relation spoken (statements of some speakers: statement_spoken.sql).
-- Parameters: see StatementSettings.parameters.
WITH
-- Statements are numbered by age, and among those of like words. Each word sets one of 64 bits: two statements share no
-- more words than bits, but for the words of either that set a bit again.
numbered AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY words, no) AS likeness, len(words) - bit_count(bits) AS hidden
    FROM (
        SELECT
            *,
            row_number() OVER (ORDER BY published_on NULLS LAST, doc_id, attribution_no) AS no,
            list_bit_or(list_transform(words, lambda word: 1::UBIGINT << hash(word) % 64)) AS bits
        FROM spoken
    )
),

postings AS MATERIALIZED (
    SELECT
        key,
        no,
        is_new,
        count(*) OVER (PARTITION BY key) AS bearers,
        lead(no, 1) OVER posting AS next_no,
        lead(is_new, 1) OVER posting AS next_new,
        lead(no, 2) OVER posting AS third_no,
        lead(is_new, 2) OVER posting AS third_new
    FROM (
        SELECT hash(speaker_actor_id, word) AS key, likeness, no, is_new
        FROM (SELECT speaker_actor_id, unnest(words) AS word, likeness, no, is_new FROM numbered)
    )
    WINDOW posting AS (PARTITION BY key ORDER BY likeness)
    QUALIFY bearers BETWEEN 2 AND $frequent
),

-- A word that few of a speaker's statements have connects each with each; one that many have, each with the next two.
few AS MATERIALIZED (SELECT * FROM postings WHERE bearers <= $rare),

connected AS (
    SELECT greatest(one.no, two.no) AS late, least(one.no, two.no) AS early
    FROM few AS one
    INNER JOIN few AS two ON two.key = one.key AND two.no > one.no
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

-- Words themselves are compared only where the bits allow enough of them in common.
compared AS (
    SELECT
        late.doc_id,
        late.attribution_no,
        early.doc_id AS other_doc_id,
        early.attribution_no AS other_attribution_no,
        least(len(late.words), len(early.words)) AS fewer,
        bit_count(late.bits & early.bits) + least(late.hidden, early.hidden) AS most,
        CASE
            WHEN most >= $shared_words AND most / fewer >= $overlap THEN list_intersect(late.words, early.words)
        END AS shared
    FROM candidates
    INNER JOIN numbered AS late ON late.no = candidates.late
    INNER JOIN numbered AS early ON early.no = candidates.early
    WHERE late.doc_id <> early.doc_id
        AND coalesce(abs(date_diff('day', early.published_on, late.published_on)) <= $days, true)
)

SELECT
    doc_id,
    attribution_no,
    other_doc_id,
    other_attribution_no,
    'repeat' AS basis,
    shared,
    len(shared) / fewer AS overlap
FROM compared
WHERE len(shared) >= $shared_words AND overlap >= $overlap
