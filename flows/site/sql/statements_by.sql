-- Statements that an actor is reported to have made; key: actor_id.
SELECT
    said.speaker_actor_id AS key,
    row_number() OVER (
        PARTITION BY said.speaker_actor_id
        ORDER BY articles.published_on DESC NULLS LAST, articles.doc_id, said.attribution_no
    ) AS place,
    articles.published_on,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, said.channel, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, articles.doc_id,
    said.attribution_no
FROM attributions AS said
INNER JOIN articles ON articles.doc_id = said.doc_id
WHERE said.speaker_actor_id IS NOT NULL
