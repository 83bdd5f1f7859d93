-- Statements of others whose words name an actor; key: actor_id.
WITH about AS (
    SELECT DISTINCT mentions.actor_id, said.doc_id, said.attribution_no
    FROM mentions
    INNER JOIN attributions AS said ON said.doc_id = mentions.doc_id
        AND mentions.start >= said.content_start AND mentions."end" <= said.content_end
        AND said.speaker_actor_id IS DISTINCT FROM mentions.actor_id
    WHERE mentions.kind <> 'place'
),

ranked AS (
    SELECT
        about.actor_id AS key,
        row_number() OVER (
            PARTITION BY about.actor_id
            ORDER BY documents.published_on DESC NULLS LAST, about.doc_id, about.attribution_no
        ) AS place,
        count(*) OVER (PARTITION BY about.actor_id) AS total,
        about.doc_id, about.attribution_no
    FROM about
    INNER JOIN documents ON documents.doc_id = about.doc_id
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on,
    said.speaker_actor_id, said.speaker_kind,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, ranked.doc_id,
    ranked.attribution_no
FROM ranked
INNER JOIN attributions AS said ON said.doc_id = ranked.doc_id AND said.attribution_no = ranked.attribution_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
