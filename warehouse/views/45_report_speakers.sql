-- Speakers by distinct statements, and by the documents, outlets and independent sources that report them.
SELECT
    coalesce(
        any_value(statements.speaker),
        statements.speaker_actor_id,
        CASE statements.speaker_kind
            WHEN 'named' THEN '(other names)'
            WHEN 'organization' THEN '(other organizations)'
            ELSE '(' || replace(statements.speaker_kind, '_', ' ') || ')'
        END
    ) AS speaker,
    statements.speaker_kind,
    count(DISTINCT statements.statement_id) AS statements,
    count(DISTINCT (statements.doc_id, statements.attribution_no)) AS reports,
    count(DISTINCT (statements.doc_id, statements.attribution_no)) FILTER (statements.mode = 'direct') AS direct,
    count(DISTINCT statements.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT statements.story_id) AS independent_sources,
    statements.speaker_actor_id
FROM statements
LEFT JOIN document_outlets ON document_outlets.doc_id = statements.doc_id
GROUP BY statements.speaker_actor_id, statements.speaker_kind
ORDER BY independent_sources DESC, statements DESC, speaker
