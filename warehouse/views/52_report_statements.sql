-- Statements that several documents report: how many word them differently, and how many independent sources there are.
SELECT
    any_value(coalesce(statements.speaker, '(' || replace(statements.speaker_kind, '_', ' ') || ')'))
        FILTER (statements.relation = 'first')
        AS speaker,
    any_value(statements.content) FILTER (statements.relation = 'first') AS content,
    count(DISTINCT lower(regexp_replace(statements.content, '[^\p{L}\p{N}]+', ' ', 'g'))) AS wordings,
    count(DISTINCT coalesce(statements.speaker_actor_id, statements.speaker_kind)) AS speakers,
    count(DISTINCT statements.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT statements.story_id) AS independent_sources,
    min(statements.published_on) AS first_on,
    max(statements.published_on) AS last_on,
    statements.statement_id,
    any_value(statements.speaker_actor_id) FILTER (statements.relation = 'first') AS speaker_actor_id
FROM statements
    -- the others stand alone, and are most of a large lake's
SEMI JOIN statement_members
    ON statement_members.doc_id = statements.doc_id AND statement_members.attribution_no = statements.attribution_no
LEFT JOIN document_outlets ON document_outlets.doc_id = statements.doc_id
GROUP BY statements.statement_id
HAVING count(DISTINCT statements.doc_id) > 1
ORDER BY independent_sources DESC, documents DESC, wordings DESC, statements.statement_id
