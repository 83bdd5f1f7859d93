-- Statements of the named speakers whom a run meets, each with the part of $parts in which its speaker is compared. An
-- old one is left out where its speaker says nothing new within $days days of it.
-- Reads relations new_statements (signatures of this run), all_statements (the lake's and this run's) and documents.
-- Parameters: parts, and shared_words and days of StatementSettings.
WITH fresh AS (
    SELECT DISTINCT
        new_statements.speaker_actor_id AS speaker,
        date_diff('day', DATE '1970-01-01', documents.published_on) // $days AS stretch
    FROM new_statements INNER JOIN documents ON documents.doc_id = new_statements.doc_id
    WHERE new_statements.speaker_actor_id IS NOT NULL
),

-- Two days at most $days apart lie in one stretch of $days days, or in neighbouring ones.
met AS (SELECT DISTINCT speaker, stretch + apart::INTEGER AS stretch FROM fresh, range(-1, 2) AS r (apart))

SELECT
    statements.doc_id,
    statements.attribution_no,
    statements.speaker_actor_id,
    statements.words,
    documents.published_on,
    added.doc_id IS NOT NULL AS is_new,
    hash(statements.speaker_actor_id) % $parts AS part
FROM all_statements AS statements
INNER JOIN documents ON documents.doc_id = statements.doc_id
LEFT JOIN (SELECT DISTINCT doc_id FROM new_statements) AS added ON added.doc_id = statements.doc_id
WHERE len(statements.words) >= $shared_words
    AND statements.speaker_actor_id IN (SELECT speaker FROM fresh)
    AND (
        documents.published_on IS NULL
        OR statements.speaker_actor_id IN (SELECT speaker FROM fresh WHERE stretch IS NULL)
        OR (statements.speaker_actor_id, date_diff('day', DATE '1970-01-01', documents.published_on) // $days)
            IN (SELECT (speaker, stretch) FROM met WHERE stretch IS NOT NULL)
    )
