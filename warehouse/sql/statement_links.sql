-- Pairs of reported sentences that are one statement and that the lake does not have yet, with telling words that both have.
-- Reads relations found (pairs: statement_copied.sql or statement_repeats.sql) and known_links (statement_links of the lake).
-- Parameters: see StatementSettings.parameters.
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
