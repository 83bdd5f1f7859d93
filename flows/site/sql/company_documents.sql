-- Documents that name an actor and one of those most often named with it, with the first mention of each; key: actor_id.
WITH chosen AS (
    SELECT key AS actor_id
    FROM (VALUES $keys) AS keys (key)
),

company AS (
    SELECT actor_id, other_id, documents, independent_sources FROM report_cooccurrence
    UNION ALL
    SELECT other_id, actor_id, documents, independent_sources FROM report_cooccurrence
),

closest AS (
    SELECT company.actor_id, company.other_id
    FROM company
    INNER JOIN chosen ON chosen.actor_id = company.actor_id
    QUALIFY row_number() OVER (
        PARTITION BY company.actor_id
        ORDER BY company.independent_sources DESC, company.documents DESC, company.other_id
    ) <= $companions
),

ranked AS (
    SELECT
        closest.actor_id AS key,
        closest.other_id,
        row_number() OVER (
            PARTITION BY closest.actor_id, closest.other_id
            ORDER BY documents.published_on DESC NULLS LAST, documents.doc_id
        ) AS place,
        count(*) OVER (PARTITION BY closest.actor_id, closest.other_id) AS total,
        documents.doc_id, one.mention_no, two.mention_no AS other_mention_no
    FROM closest
    INNER JOIN named_actors AS one ON one.actor_id = closest.actor_id
    INNER JOIN named_actors AS two ON two.actor_id = closest.other_id AND two.doc_id = one.doc_id
    INNER JOIN documents ON documents.doc_id = one.doc_id
)

SELECT
    ranked.key, ranked.place, ranked.total, ranked.other_id,
    articles.published_on, articles.title, one.surface, two.surface AS other_surface, articles.outlet_id,
    articles.story_id, ranked.doc_id, ranked.mention_no, ranked.other_mention_no
FROM ranked
INNER JOIN mentions AS one ON one.doc_id = ranked.doc_id AND one.mention_no = ranked.mention_no
INNER JOIN mentions AS two ON two.doc_id = ranked.doc_id AND two.mention_no = ranked.other_mention_no
INNER JOIN articles ON articles.doc_id = ranked.doc_id
