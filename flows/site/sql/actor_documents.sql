-- Documents that name an actor, with its first mention in each; merged ones count as one; key: actor_id.
WITH ranked AS (
    SELECT
        named.actor_id AS key,
        row_number() OVER (
            PARTITION BY named.actor_id
            ORDER BY documents.published_on DESC NULLS LAST, named.doc_id
        ) AS place,
        count(*) OVER (PARTITION BY named.actor_id) AS total,
        named.doc_id, named.mentions, named.mention_no
    FROM named_actors AS named
    INNER JOIN documents ON documents.doc_id = named.doc_id
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on, articles.title, ranked.mentions, first.surface, articles.outlet_id, articles.story_id,
    ranked.doc_id, ranked.mention_no
FROM ranked
INNER JOIN mentions AS first ON first.doc_id = ranked.doc_id AND first.mention_no = ranked.mention_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
