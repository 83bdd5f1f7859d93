-- Statements of others whose words name an actor; merged ones count as one; key: actor_id.
WITH about AS (
    SELECT DISTINCT
        coalesce(named.into_id, mentions.actor_id) AS actor_id,
        coalesce(speaker.into_id, said.speaker_actor_id) AS speaker_id,
        said.doc_id,
        said.attribution_no
    FROM mentions
    INNER JOIN asserted_attributions AS said ON said.doc_id = mentions.doc_id
        AND mentions.start >= said.content_start AND mentions."end" <= said.content_end
    LEFT JOIN actor_merges AS named ON named.actor_id = mentions.actor_id
    LEFT JOIN actor_merges AS speaker ON speaker.actor_id = said.speaker_actor_id
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
    WHERE about.speaker_id IS DISTINCT FROM about.actor_id
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on,
    said.speaker_actor_id, said.speaker_kind,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, ranked.doc_id,
    ranked.attribution_no
FROM ranked
INNER JOIN asserted_attributions AS said ON said.doc_id = ranked.doc_id AND said.attribution_no = ranked.attribution_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
