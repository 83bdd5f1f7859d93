-- Outlets by the share of their statements whose speaker has no name, and the documents that have such statements.
WITH said AS (
    SELECT
        carrier.outlet_id,
        reported.doc_id,
        articles.story_id,
        reported.speaker_kind,
        reported.speaker_kind IN ('anonymous_official', 'anonymous_sources') AS unnamed
    FROM asserted_attributions AS reported
    INNER JOIN articles ON articles.doc_id = reported.doc_id
    INNER JOIN document_outlets AS carrier ON carrier.doc_id = reported.doc_id
),

counted AS (
    SELECT
        outlet_id,
        count(*) AS statements,
        count(*) FILTER (unnamed) AS anonymous,
        round(anonymous / statements, 3) AS anonymous_share,
        count(*) FILTER (speaker_kind = 'anonymous_official') AS anonymous_officials,
        count(DISTINCT doc_id) FILTER (unnamed) AS documents,
        count(DISTINCT story_id) FILTER (unnamed) AS independent_sources
    FROM said
    GROUP BY outlet_id
),

spread AS (
    SELECT said.outlet_id, count(DISTINCT elsewhere.outlet_id) AS outlets
    FROM said
    INNER JOIN document_outlets AS elsewhere ON elsewhere.doc_id = said.doc_id
    WHERE said.unnamed
    GROUP BY said.outlet_id
)

SELECT
    coalesce(actors.name, counted.outlet_id) AS outlet,
    counted.statements,
    counted.anonymous,
    counted.anonymous_share,
    counted.anonymous_officials,
    counted.documents,
    coalesce(spread.outlets, 0) AS outlets,
    counted.independent_sources,
    counted.outlet_id
FROM counted
LEFT JOIN spread ON spread.outlet_id = counted.outlet_id
LEFT JOIN actors ON actors.actor_id = counted.outlet_id
ORDER BY counted.anonymous_share DESC, counted.statements DESC, counted.outlet_id
