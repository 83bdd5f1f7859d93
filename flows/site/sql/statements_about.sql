-- Statements of others whose words name an actor; key: actor_id.
SELECT
    about.actor_id AS key,
    row_number() OVER (
        PARTITION BY about.actor_id
        ORDER BY articles.published_on DESC NULLS LAST, articles.doc_id, said.attribution_no
    ) AS place,
    articles.published_on,
    said.speaker_actor_id, said.speaker_kind,
    substr(articles.text, said.content_start + 1, said.content_end - said.content_start) AS statement,
    said.mode, articles.outlet_id, articles.story_id, said.rule_id, said.confidence, articles.doc_id, said.attribution_no
FROM attributions AS said
INNER JOIN articles ON articles.doc_id = said.doc_id
INNER JOIN (
    SELECT DISTINCT mentions.actor_id, mentions.doc_id, said.attribution_no
    FROM mentions
    INNER JOIN attributions AS said ON said.doc_id = mentions.doc_id
        AND mentions.start >= said.content_start AND mentions."end" <= said.content_end
        AND said.speaker_actor_id IS DISTINCT FROM mentions.actor_id
    WHERE mentions.kind <> 'place'
) AS about ON about.doc_id = said.doc_id AND about.attribution_no = said.attribution_no
