-- Statements of the named speakers whom a run meets, each with the part of $parts in which its speaker is compared.
-- Reads relations new_statements (signatures of this run), all_statements (the lake's and this run's) and documents.
-- Parameters: parts, and shared_words of StatementSettings.
SELECT
    statements.doc_id,
    statements.attribution_no,
    statements.speaker_actor_id,
    statements.words,
    documents.published_on,
    fresh.doc_id IS NOT NULL AS is_new,
    hash(statements.speaker_actor_id) % $parts AS part
FROM all_statements AS statements
INNER JOIN documents ON documents.doc_id = statements.doc_id
LEFT JOIN (SELECT DISTINCT doc_id FROM new_statements) AS fresh ON fresh.doc_id = statements.doc_id
WHERE len(statements.words) >= $shared_words
    AND statements.speaker_actor_id IN (SELECT speaker_actor_id FROM new_statements)
