-- Documents that name an actor, with its first mention in each; key: actor_id.
SELECT
    named.actor_id AS key,
    row_number() OVER (
        PARTITION BY named.actor_id
        ORDER BY articles.published_on DESC NULLS LAST, articles.doc_id
    ) AS place,
    articles.published_on, articles.title, named.mentions, named.surface, articles.outlet_id, articles.story_id,
    articles.doc_id, named.mention_no
FROM (
    SELECT actor_id, doc_id, count(*) AS mentions, min(mention_no) AS mention_no, arg_min(surface, mention_no) AS surface
    FROM mentions
    WHERE kind <> 'place'
    GROUP BY actor_id, doc_id
) AS named
INNER JOIN articles ON articles.doc_id = named.doc_id
