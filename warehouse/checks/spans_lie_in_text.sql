-- #fail Spans of the latest run's rows lie inside their document's text.
WITH spans AS (
    SELECT 'segments' AS table_name, doc_id, start, "end", run_id FROM segments
    UNION ALL
    SELECT 'mentions', doc_id, start, "end", run_id FROM mentions
    UNION ALL
    SELECT 'attributions', doc_id, content_start, content_end, run_id FROM attributions
    UNION ALL
    SELECT 'sanctions_mentions', doc_id, start, "end", run_id FROM sanctions_mentions
)

SELECT spans.table_name, spans.doc_id, spans.start, spans."end"
FROM spans INNER JOIN documents ON documents.doc_id = spans.doc_id
WHERE spans.run_id = (SELECT arg_max(run_id, (started, run_id)) FROM runs)
    AND (spans.start < 0 OR spans."end" <= spans.start OR spans."end" > documents.characters)
