-- Documents that name two actors, with the first mention of each; merged ones count as one; key: actor_id--actor_id.
WITH chosen AS (
    SELECT split_part(key, '--', 1) AS actor_id, split_part(key, '--', 2) AS other_id
    FROM (VALUES $keys) AS keys (key)
),

ranked AS (
    SELECT
        chosen.actor_id || '--' || chosen.other_id AS key,
        row_number() OVER (
            PARTITION BY chosen.actor_id, chosen.other_id
            ORDER BY documents.published_on DESC NULLS LAST, documents.doc_id
        ) AS place,
        count(*) OVER (PARTITION BY chosen.actor_id, chosen.other_id) AS total,
        documents.doc_id, one.mention_no, two.mention_no AS other_mention_no
    FROM chosen
    INNER JOIN named_actors AS one ON one.actor_id = chosen.actor_id
    INNER JOIN named_actors AS two ON two.actor_id = chosen.other_id AND two.doc_id = one.doc_id
    INNER JOIN documents ON documents.doc_id = one.doc_id
)

SELECT
    ranked.key, ranked.place, ranked.total,
    articles.published_on, articles.title, one.surface, two.surface AS other_surface, articles.outlet_id,
    articles.story_id, ranked.doc_id, ranked.mention_no, ranked.other_mention_no
FROM ranked
INNER JOIN mentions AS one ON one.doc_id = ranked.doc_id AND one.mention_no = ranked.mention_no
INNER JOIN mentions AS two ON two.doc_id = ranked.doc_id AND two.mention_no = ranked.other_mention_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
