-- Statements of the named speakers whom a run meets, each with the part of $parts in which its speaker is compared: all new
-- ones, and of the old ones those that can be one with a new one. Such a one has $shared_words words of its speaker's new
-- statements, and its speaker says something new within $days days of it. So what is compared grows with what is new.
-- Reads relations new_statements (signatures of this run), old_statements (the lake's) and documents (both).
-- Parameters: parts, and shared_words and days of StatementSettings.
WITH added AS MATERIALIZED (
    SELECT
        said.doc_id,
        said.attribution_no,
        said.speaker_actor_id,
        said.words,
        documents.published_on,
        date_diff('day', DATE '1970-01-01', documents.published_on) // $days AS stretch
    FROM new_statements AS said INNER JOIN documents ON documents.doc_id = said.doc_id
    WHERE said.speaker_actor_id IS NOT NULL AND len(said.words) >= $shared_words
),

heard AS MATERIALIZED (
    SELECT DISTINCT speaker_actor_id, word
    FROM (
        SELECT speaker_actor_id, unnest(words) AS word
        FROM added
        WHERE speaker_actor_id IN (SELECT speaker_actor_id FROM old_statements)
    )
),

-- Two days at most $days apart lie in one stretch of $days days, or in neighbouring ones.
met AS (
    SELECT DISTINCT speaker_actor_id, stretch + apart::INTEGER AS stretch
    FROM (SELECT DISTINCT speaker_actor_id, stretch FROM added WHERE stretch IS NOT NULL), range(-1, 2) AS r (apart)
),

like_new AS (
    SELECT words.doc_id, words.attribution_no
    FROM (
        SELECT doc_id, attribution_no, speaker_actor_id, unnest(words) AS word
        FROM old_statements
        WHERE speaker_actor_id IN (SELECT speaker_actor_id FROM added) AND len(words) >= $shared_words
    ) AS words
    SEMI JOIN heard ON heard.speaker_actor_id = words.speaker_actor_id AND heard.word = words.word
    GROUP BY words.doc_id, words.attribution_no
    HAVING count(*) >= $shared_words
),

near AS (
    SELECT said.doc_id, said.attribution_no, said.speaker_actor_id, said.words, documents.published_on
    FROM old_statements AS said
    SEMI JOIN like_new ON like_new.doc_id = said.doc_id AND like_new.attribution_no = said.attribution_no
    INNER JOIN documents ON documents.doc_id = said.doc_id
    WHERE documents.published_on IS NULL
        OR said.speaker_actor_id IN (SELECT speaker_actor_id FROM added WHERE stretch IS NULL)
        OR (said.speaker_actor_id, date_diff('day', DATE '1970-01-01', documents.published_on) // $days)
            IN (SELECT (speaker_actor_id, stretch) FROM met)
)

SELECT *, hash(speaker_actor_id) % $parts AS part
FROM (
    SELECT * EXCLUDE (stretch), true AS is_new FROM added
    UNION ALL BY NAME
    SELECT *, false AS is_new FROM near
)
