-- Lines that are boilerplate by their number, for each document of relation wanted (doc_id) that has some.
-- Reads relation counted (the columns of table edge_lines). A line counts where at least $minimum_documents different
-- articles of its outlet have it, and the share of them that $minimum_share says, $sentence_share where its hash is odd
-- (a long sentence). Of a large outlet an even sample is counted: doc_ids are hashes, so the smallest are one.
WITH concerned AS (
    SELECT DISTINCT coalesce(outlet_id, '') AS outlet
    FROM counted SEMI JOIN wanted ON wanted.doc_id = counted.doc_id
),

sampled AS (
    SELECT concerned.outlet, counted.body_hash, counted.line_hashes
    FROM counted INNER JOIN concerned ON concerned.outlet = coalesce(counted.outlet_id, '')
    QUALIFY row_number() OVER (PARTITION BY concerned.outlet ORDER BY counted.doc_id) <= $sampled_documents
),

sizes AS (
    SELECT outlet, count(DISTINCT body_hash) AS bodies
    FROM sampled
    GROUP BY outlet
    HAVING bodies >= $minimum_documents
),

lines AS (
    SELECT sampled.outlet, sampled.body_hash, unnest(sampled.line_hashes) AS line
    FROM sampled SEMI JOIN sizes ON sizes.outlet = sampled.outlet
),

repeated AS (
    SELECT lines.outlet, lines.line
    FROM lines INNER JOIN sizes ON sizes.outlet = lines.outlet
    GROUP BY lines.outlet, lines.line, sizes.bodies
    HAVING count(*) >= $minimum_documents
        AND count(DISTINCT lines.body_hash) >= greatest(
            $minimum_documents,
            sizes.bodies * CASE WHEN lines.line % 2 = 1 THEN $sentence_share ELSE $minimum_share END
        )
)

SELECT own.doc_id, list(own.line ORDER BY own.line) AS repeated_lines
FROM (
    SELECT counted.doc_id, coalesce(counted.outlet_id, '') AS outlet, unnest(counted.line_hashes) AS line
    FROM counted SEMI JOIN wanted ON wanted.doc_id = counted.doc_id
) AS own
INNER JOIN repeated ON repeated.outlet = own.outlet AND repeated.line = own.line
GROUP BY own.doc_id
ORDER BY own.doc_id
