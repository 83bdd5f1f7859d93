-- Articles that may be tied by what they relay: those that credit an outlet, and that outlet's own of the time.
-- Reads relations documents and attributions (lake and run together), fresh (doc_id: the run's documents) and outlets
-- (outlet_id). A statement whose speaker is an outlet ("according to CNN") is relayed from it.
-- Parameters: days (between two articles on one report), share (of an article's statements that one outlet's must be, where
-- the article does not credit it as a whole), first and last (days when the run's articles were published).
WITH near AS MATERIALIZED (
    SELECT documents.doc_id, outlet_id, origin_outlet_id, published_on, fresh.doc_id IS NOT NULL AS is_fresh
    FROM documents LEFT JOIN fresh ON fresh.doc_id = documents.doc_id
    WHERE published_on BETWEEN $first::DATE - $days::INTEGER AND $last::DATE + $days::INTEGER
),

said AS (
    SELECT
        doc_id,
        CASE
            WHEN via_outlet_id IS NOT NULL THEN via_outlet_id
            WHEN speaker_actor_id IN (SELECT outlet_id FROM outlets) THEN speaker_actor_id
        END AS relay_id
    FROM attributions
    WHERE doc_id IN (SELECT doc_id FROM near)
),

relayed AS (
    SELECT doc_id, relay_id, count(*) AS statements FROM said GROUP BY doc_id, relay_id
),

credits AS (
    SELECT doc_id, origin_outlet_id AS outlet_id FROM near WHERE origin_outlet_id IS DISTINCT FROM outlet_id
    UNION
    SELECT doc_id, relay_id
    FROM relayed INNER JOIN (SELECT doc_id, sum(statements) AS everything FROM relayed GROUP BY doc_id) USING (doc_id)
    WHERE statements >= $share * everything
),

credited AS (
    SELECT credits.outlet_id, near.doc_id, near.origin_outlet_id, published_on, is_fresh, false AS own
    FROM credits INNER JOIN near ON near.doc_id = credits.doc_id
    WHERE credits.outlet_id IS NOT NULL AND credits.outlet_id IS DISTINCT FROM near.outlet_id
),

carriers AS (
    FROM credited
    UNION ALL
    SELECT outlet_id, doc_id, origin_outlet_id, published_on, is_fresh, true AS own
    FROM near
    WHERE (outlet_id, published_on) IN (
        SELECT (outlet_id, published_on + day::INTEGER) FROM credited, range(-$days::INTEGER, $days::INTEGER + 1) AS d (day)
    )
)

-- Only where a new article may meet another one.
SELECT *
FROM carriers
WHERE (outlet_id, published_on) IN (
    SELECT (outlet_id, published_on + day::INTEGER)
    FROM carriers, range(-$days::INTEGER, $days::INTEGER + 1) AS d (day)
    WHERE is_fresh
)
