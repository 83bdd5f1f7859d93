-- Outlets by how translated their English articles sound; `sign` is what most often raises their scores.
WITH scored AS (
    SELECT doc_id, coalesce(outlet_id, '(unknown)') AS outlet_id, story_id, translationese, translationese_parts
    FROM articles
    WHERE translationese IS NOT NULL
),

signs AS (
    SELECT outlet_id, part.part AS sign, sum(part.points) AS points
    FROM (SELECT outlet_id, unnest(translationese_parts) AS part FROM scored)
    GROUP BY outlet_id, part.part
),

strongest AS (
    SELECT outlet_id, arg_max(sign, (points, sign)) AS sign FROM signs GROUP BY outlet_id
),

carried AS (
    SELECT scored.outlet_id, count(DISTINCT document_outlets.outlet_id) AS outlets
    FROM scored
    INNER JOIN document_outlets ON document_outlets.doc_id = scored.doc_id
    GROUP BY scored.outlet_id
)

SELECT
    scored.outlet_id,
    count(*) AS documents,
    coalesce(any_value(carried.outlets), 0) AS outlets,
    count(DISTINCT scored.story_id) AS independent_sources,
    count(*) FILTER (scored.translationese >= 0.5) AS likely_translated,
    round(avg(scored.translationese), 3) AS mean_score,
    round(max(scored.translationese), 3) AS highest_score,
    any_value(strongest.sign) AS sign
FROM scored
LEFT JOIN strongest ON strongest.outlet_id = scored.outlet_id
LEFT JOIN carried ON carried.outlet_id = scored.outlet_id
GROUP BY scored.outlet_id
ORDER BY likely_translated DESC, mean_score DESC, scored.outlet_id
