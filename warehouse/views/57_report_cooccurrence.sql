-- Actors named in the same documents, each pair once; places and outlets are left out, merged actors count as one.
WITH named AS (
    SELECT named_actors.actor_id, named_actors.doc_id, articles.story_id
    FROM named_actors
    INNER JOIN articles ON articles.doc_id = named_actors.doc_id
    LEFT JOIN actors ON actors.actor_id = named_actors.actor_id
    WHERE actors.kind IS DISTINCT FROM 'outlet'
)

SELECT
    pairs.actor_id,
    coalesce(actor.name, pairs.actor_id) AS actor,
    pairs.other_id,
    coalesce(other.name, pairs.other_id) AS other,
    pairs.documents,
    pairs.outlets,
    pairs.independent_sources
FROM (
    SELECT
        one.actor_id,
        two.actor_id AS other_id,
        count(DISTINCT one.doc_id) AS documents,
        count(DISTINCT document_outlets.outlet_id) AS outlets,
        count(DISTINCT one.story_id) AS independent_sources
    FROM named AS one
    INNER JOIN named AS two ON two.doc_id = one.doc_id AND two.actor_id > one.actor_id
    LEFT JOIN document_outlets ON document_outlets.doc_id = one.doc_id
    GROUP BY one.actor_id, two.actor_id
) AS pairs
LEFT JOIN actors AS actor ON actor.actor_id = pairs.actor_id
LEFT JOIN actors AS other ON other.actor_id = pairs.other_id
ORDER BY pairs.independent_sources DESC, pairs.documents DESC, actor, other
