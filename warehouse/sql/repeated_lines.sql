-- Lines that are boilerplate by their number, for each document of relation wanted (doc_id) that has some.
-- Reads relation counted (the columns of table edge_lines). A line counts where at least $minimum_documents different
-- articles of its outlet have it, and the share of them that $minimum_share says, $sentence_share where its hash is odd
-- (a long sentence). Of an outlet with more than $sampled_documents about so many are counted, an even sample: doc_ids are
-- hashes. Lines that too few documents have are gone before bodies are told apart, so memory is enough for any lake.
WITH concerned AS (
    SELECT outlet, row_number() OVER () AS outlet_no
    FROM (
        SELECT DISTINCT coalesce(outlet_id, '') AS outlet
        FROM counted SEMI JOIN wanted ON wanted.doc_id = counted.doc_id
    )
),

sizes AS MATERIALIZED (
    SELECT concerned.outlet, any_value(concerned.outlet_no) AS outlet_no,
        least(1, $sampled_documents / count(*)) AS sampled
    FROM counted INNER JOIN concerned ON concerned.outlet = coalesce(counted.outlet_id, '')
    GROUP BY concerned.outlet
    HAVING count(*) >= $minimum_documents
),

sample AS MATERIALIZED (
    SELECT sizes.outlet_no, counted.body_hash, counted.line_hashes
    FROM counted INNER JOIN sizes ON sizes.outlet = coalesce(counted.outlet_id, '')
    WHERE sizes.sampled = 1 OR try_cast('0x' || left(counted.doc_id, 8) AS UBIGINT) < 4294967296 * sizes.sampled
),

bodies AS (
    SELECT outlet_no, count(*) AS bodies FROM (SELECT DISTINCT outlet_no, body_hash FROM sample) GROUP BY outlet_no
),

lines AS (
    SELECT outlet_no, body_hash, unnest(line_hashes) AS line FROM sample
),

frequent AS (
    SELECT outlet_no, line FROM lines GROUP BY outlet_no, line HAVING count(*) >= $minimum_documents
),

repeated AS (
    SELECT told_apart.outlet_no, told_apart.line
    FROM (
        SELECT DISTINCT lines.outlet_no, lines.line, lines.body_hash
        FROM lines SEMI JOIN frequent ON frequent.outlet_no = lines.outlet_no AND frequent.line = lines.line
    ) AS told_apart
    INNER JOIN bodies ON bodies.outlet_no = told_apart.outlet_no
    GROUP BY told_apart.outlet_no, told_apart.line, bodies.bodies
    HAVING count(*) >= greatest(
        $minimum_documents,
        bodies.bodies * CASE WHEN told_apart.line % 2 = 1 THEN $sentence_share ELSE $minimum_share END
    )
)

SELECT own.doc_id, list_sort(list(own.line)) AS repeated_lines
FROM (
    SELECT counted.doc_id, sizes.outlet_no, unnest(counted.line_hashes) AS line
    FROM counted
    SEMI JOIN wanted ON wanted.doc_id = counted.doc_id
    INNER JOIN sizes ON sizes.outlet = coalesce(counted.outlet_id, '')
) AS own
INNER JOIN repeated ON repeated.outlet_no = own.outlet_no AND repeated.line = own.line
GROUP BY own.doc_id
ORDER BY own.doc_id
