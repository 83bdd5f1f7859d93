-- What articles relay from an outlet that they credit, and what that outlet's own articles report at the time.
-- Reads relations documents and attributions (lake and run together), fresh (doc_id: the run's documents) and outlets
-- (outlet_id). A statement whose speaker is an outlet ("according to CNN") is relayed from it; its speaker is unknown.
-- Parameters: days (between two articles on one report), share (of an article's statements that one outlet's must be, where
-- the article does not credit it as a whole), first and last (days when the run's articles were published).
WITH near AS (
    SELECT documents.doc_id, outlet_id, origin_outlet_id, published_on, fresh.doc_id IS NOT NULL AS is_fresh
    FROM documents LEFT JOIN fresh ON fresh.doc_id = documents.doc_id
    WHERE published_on BETWEEN $first::DATE - $days::INTEGER AND $last::DATE + $days::INTEGER
),

said AS (
    SELECT
        doc_id, attribution_no, content_start, content_end, speaker_actor_id,
        CASE
            WHEN via_outlet_id IS NOT NULL THEN via_outlet_id
            WHEN speaker_actor_id IN (SELECT outlet_id FROM outlets) THEN speaker_actor_id
        END AS relay_id
    FROM attributions
    WHERE doc_id IN (SELECT doc_id FROM near)
),

relayed AS (
    SELECT doc_id, relay_id, count(*) AS statements, sum(count(*)) OVER (PARTITION BY doc_id) AS everything
    FROM said
    GROUP BY doc_id, relay_id
),

credits AS (
    SELECT doc_id, origin_outlet_id AS outlet_id FROM near WHERE origin_outlet_id IS DISTINCT FROM outlet_id
    UNION
    SELECT doc_id, relay_id FROM relayed WHERE statements >= $share * everything
),

credited AS (
    SELECT credits.outlet_id, near.doc_id, published_on, is_fresh, false AS own
    FROM credits INNER JOIN near ON near.doc_id = credits.doc_id
    WHERE credits.outlet_id IS NOT NULL AND credits.outlet_id IS DISTINCT FROM near.outlet_id
),

carriers AS (
    FROM credited
    UNION ALL
    SELECT outlet_id, doc_id, published_on, is_fresh, true AS own
    FROM near
    WHERE (outlet_id, published_on) IN (
        SELECT (outlet_id, published_on + day::INTEGER) FROM credited, range(-$days::INTEGER, $days::INTEGER + 1) AS d (day)
    )
),

-- Only where a new article may meet another one.
wanted AS (
    SELECT carriers.*
    FROM carriers
    WHERE (outlet_id, published_on) IN (
        SELECT (outlet_id, published_on + day::INTEGER)
        FROM carriers, range(-$days::INTEGER, $days::INTEGER + 1) AS d (day)
        WHERE is_fresh
    )
),

-- Texts come last, so that no join before holds them.
relevant AS (
    SELECT
        wanted.outlet_id, wanted.doc_id, wanted.own, wanted.published_on, attribution_no, content_start, content_end,
        coalesce(nullif(said.speaker_actor_id, wanted.outlet_id), '') AS speaker
    FROM wanted
    INNER JOIN said ON said.doc_id = wanted.doc_id
    INNER JOIN near ON near.doc_id = wanted.doc_id
    WHERE said.relay_id = wanted.outlet_id
        OR (said.relay_id IS NULL AND (wanted.own OR near.origin_outlet_id = wanted.outlet_id))
)

SELECT
    relevant.outlet_id,
    relevant.doc_id,
    own,
    relevant.published_on,
    speaker,
    substring(documents.text, content_start + 1, content_end - content_start) AS content
FROM relevant INNER JOIN documents ON documents.doc_id = relevant.doc_id
ORDER BY relevant.outlet_id, relevant.doc_id, attribution_no
