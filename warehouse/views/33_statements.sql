-- Every reported sentence and the statement it belongs to: one utterance, report by report, and what each report changed.
SELECT
    coalesce(members.statement_id, said.doc_id || '-' || said.attribution_no) AS statement_id,
    said.doc_id,
    said.attribution_no,
    articles.published_on,
    articles.outlet_id,
    articles.story_id,
    said.speaker_actor_id,
    speaker.name AS speaker,
    said.speaker_kind,
    said.mode,
    said.via_outlet_id,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS content,
    CASE
        WHEN first_said.doc_id IS NULL OR (first_said.doc_id = said.doc_id AND first_said.attribution_no = said.attribution_no)
            THEN 'first'
        WHEN first_article.story_id = articles.story_id THEN 'copy'
        ELSE 'repeat'
    END AS relation,
    list_filter(first_said.words, lambda word: NOT list_contains(signatures.words, word)) AS words_lost,
    list_filter(signatures.words, lambda word: NOT list_contains(first_said.words, word)) AS words_gained,
    said.rule_id,
    said.confidence
FROM asserted_attributions AS said
LEFT JOIN statement_signatures AS signatures
    ON signatures.doc_id = said.doc_id AND signatures.attribution_no = said.attribution_no
LEFT JOIN statement_members AS members ON members.doc_id = said.doc_id AND members.attribution_no = said.attribution_no
LEFT JOIN statement_signatures AS first_said
    ON first_said.doc_id = split_part(members.statement_id, '-', 1)
        AND first_said.attribution_no = split_part(members.statement_id, '-', 2)::BIGINT
LEFT JOIN story_members AS first_article ON first_article.doc_id = first_said.doc_id
LEFT JOIN actors AS speaker ON speaker.actor_id = said.speaker_actor_id
    -- last, so that DuckDB does not hold the articles' texts while it joins the rest
INNER JOIN articles ON articles.doc_id = said.doc_id
