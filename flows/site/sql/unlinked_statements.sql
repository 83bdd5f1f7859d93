-- Statements whose speaker is no known actor; key: speaker_kind.
WITH ranked AS (
    SELECT
        said.speaker_kind AS key,
        row_number() OVER (
            PARTITION BY said.speaker_kind
            ORDER BY documents.published_on DESC NULLS LAST, said.doc_id, said.attribution_no
        ) AS place,
        count(*) OVER (PARTITION BY said.speaker_kind) AS total,
        said.doc_id, said.attribution_no
    FROM asserted_attributions AS said
    INNER JOIN documents ON documents.doc_id = said.doc_id
    WHERE said.speaker_actor_id IS NULL
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on,
    substr(articles.text, said.source_start + 1, said.source_end - said.source_start) AS source,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, ranked.doc_id,
    ranked.attribution_no
FROM ranked
INNER JOIN asserted_attributions AS said ON said.doc_id = ranked.doc_id AND said.attribution_no = ranked.attribution_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
