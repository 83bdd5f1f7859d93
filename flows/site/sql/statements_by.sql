-- Statements that an actor is reported to have made; merged ones count as one; key: actor_id.
WITH by_actor AS (
    SELECT
        coalesce(actor_merges.into_id, said.speaker_actor_id) AS actor_id,
        said.doc_id,
        said.attribution_no
    FROM asserted_attributions AS said
    LEFT JOIN actor_merges ON actor_merges.actor_id = said.speaker_actor_id
    WHERE said.speaker_actor_id IS NOT NULL
),

ranked AS (
    SELECT
        by_actor.actor_id AS key,
        row_number() OVER (
            PARTITION BY by_actor.actor_id
            ORDER BY documents.published_on DESC NULLS LAST, by_actor.doc_id, by_actor.attribution_no
        ) AS place,
        count(*) OVER (PARTITION BY by_actor.actor_id) AS total,
        by_actor.doc_id, by_actor.attribution_no
    FROM by_actor
    INNER JOIN documents ON documents.doc_id = by_actor.doc_id
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, said.channel, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, ranked.doc_id,
    ranked.attribution_no
FROM ranked
INNER JOIN asserted_attributions AS said ON said.doc_id = ranked.doc_id AND said.attribution_no = ranked.attribution_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
