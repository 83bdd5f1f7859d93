-- Speakers by distinct statements, and by the documents, outlets and independent sources that report them; merged ones count as one.
SELECT
    coalesce(
        any_value(speaker.name),
        coalesce(actor_merges.into_id, statements.speaker_actor_id),
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
    coalesce(actor_merges.into_id, statements.speaker_actor_id) AS speaker_actor_id
FROM statements
LEFT JOIN document_outlets ON document_outlets.doc_id = statements.doc_id
LEFT JOIN actor_merges ON actor_merges.actor_id = statements.speaker_actor_id
LEFT JOIN actors AS speaker ON speaker.actor_id = coalesce(actor_merges.into_id, statements.speaker_actor_id)
GROUP BY coalesce(actor_merges.into_id, statements.speaker_actor_id), statements.speaker_kind
ORDER BY independent_sources DESC, statements DESC, speaker
