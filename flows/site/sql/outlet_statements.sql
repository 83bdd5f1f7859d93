-- Statements that an outlet's articles report: every one, those taken from other outlets, those of sources without
-- a name (a statement stands in each part that it belongs to); key: outlet_id.
WITH ranked AS (
    SELECT
        document_outlets.outlet_id AS key,
        parts.part AS which,
        row_number() OVER (
            PARTITION BY document_outlets.outlet_id, parts.part
            ORDER BY documents.published_on DESC NULLS LAST, said.doc_id, said.attribution_no
        ) AS place,
        count(*) OVER (PARTITION BY document_outlets.outlet_id, parts.part) AS total,
        said.doc_id, said.attribution_no
    FROM asserted_attributions AS said
    INNER JOIN documents ON documents.doc_id = said.doc_id
    INNER JOIN document_outlets ON document_outlets.doc_id = said.doc_id
    CROSS JOIN (VALUES ('every'), ('taken'), ('nameless')) AS parts (part)
    WHERE
        parts.part = 'every'
        OR (parts.part = 'taken' AND said.via_outlet_id <> document_outlets.outlet_id)
        OR (parts.part = 'nameless' AND said.speaker_kind IN ('anonymous_official', 'anonymous_sources'))
)

SELECT
    ranked.key, ranked.which, ranked.place, ranked.total,
    articles.published_on,
    said.speaker_kind,
    substr(articles.text, said.source_start + 1, said.source_end - said.source_start) AS source,
    said.via_outlet_id,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    articles.story_id, said.rule_id, said.confidence, ranked.doc_id, ranked.attribution_no
FROM ranked
INNER JOIN asserted_attributions AS said ON said.doc_id = ranked.doc_id AND said.attribution_no = ranked.attribution_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
