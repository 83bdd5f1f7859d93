-- Outlets by how translated their English articles sound; `sign` is what most often raises their scores.
WITH signs AS (
    SELECT outlet_id, part.part AS sign, sum(part.points) AS points
    FROM (SELECT outlet_id, unnest(translationese_parts) AS part FROM documents)
    GROUP BY outlet_id, part.part
),

strongest AS (
    SELECT coalesce(outlet_id, '') AS outlet, arg_max(sign, (points, sign)) AS sign FROM signs GROUP BY outlet_id
)

SELECT
    coalesce(documents.outlet_id, '(unknown)') AS outlet_id,
    count(*) AS documents,
    count(*) FILTER (documents.translationese >= 0.5) AS likely_translated,
    round(avg(documents.translationese), 3) AS mean_score,
    round(max(documents.translationese), 3) AS highest_score,
    any_value(strongest.sign) AS sign
FROM documents
LEFT JOIN strongest ON strongest.outlet = coalesce(documents.outlet_id, '')
WHERE documents.translationese IS NOT NULL
GROUP BY documents.outlet_id
ORDER BY likely_translated DESC, mean_score DESC, outlet_id
