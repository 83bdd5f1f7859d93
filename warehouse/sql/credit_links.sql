-- Articles that relay the same statements of one outlet, in much the same words, a few days apart at most; of two that
-- are the outlet's own nothing is said. One row a pair and outlet: the share of the fewer statements that both have, and
-- the words of these. Reads relation said (see credit_statements.sql).
-- Parameters: first, last (published on these days, the earlier article of a pair), and those of CreditSettings.
WITH slice AS (
    SELECT * FROM said WHERE published_on BETWEEN $first::DATE AND $last::DATE + $days::INTEGER
),

words AS MATERIALIZED (
    SELECT hash(outlet_id, speaker, word) AS key, said_no, published_on, own, is_fresh
    FROM (SELECT outlet_id, speaker, said_no, published_on, own, is_fresh, unnest(words) AS word FROM slice)
),

-- A word that very many statements of a day have tells nothing.
telling AS MATERIALIZED (
    SELECT words.*
    FROM words
    ANTI JOIN (SELECT key, published_on FROM words GROUP BY ALL HAVING count(*) > $common) AS frequent
        ON frequent.key = words.key AND frequent.published_on = words.published_on
),

met AS (
    SELECT one.said_no AS one, other.said_no AS other
    FROM (
        SELECT telling.*, published_on + apart::INTEGER AS other_on
        FROM telling, range(-$days::INTEGER, $days::INTEGER + 1) AS d (apart)
        WHERE NOT own
    ) AS one
    INNER JOIN telling AS other ON other.key = one.key AND other.published_on = one.other_on
    WHERE (other.own OR one.said_no < other.said_no)
        AND (one.is_fresh OR other.is_fresh)
        AND least(one.published_on, other.published_on) <= $last::DATE
    GROUP BY one.said_no, other.said_no
    HAVING count(*) >= $words
),

same AS (
    SELECT
        one.outlet_id,
        least(one.doc_id, other.doc_id) AS doc_id,
        greatest(one.doc_id, other.doc_id) AS other_doc_id,
        CASE WHEN one.doc_id < other.doc_id THEN met.one ELSE met.other END AS here,
        CASE WHEN one.doc_id < other.doc_id THEN met.other ELSE met.one END AS there,
        list_intersect(one.words, other.words) AS shared
    FROM met INNER JOIN slice AS one ON one.said_no = met.one INNER JOIN slice AS other ON other.said_no = met.other
    WHERE one.doc_id <> other.doc_id
        AND one.outlet_id = other.outlet_id
        AND one.speaker = other.speaker
        AND len(shared) >= $overlap * least(len(one.words), len(other.words))
),

counts AS (SELECT outlet_id, doc_id, count(*) AS statements FROM slice GROUP BY outlet_id, doc_id),

linked AS (
    SELECT
        outlet_id, doc_id, other_doc_id,
        least(count(DISTINCT here), count(DISTINCT there)) AS matched,
        list_distinct(flatten(list(shared))) AS shared
    FROM same
    GROUP BY outlet_id, doc_id, other_doc_id
)

SELECT
    linked.doc_id,
    linked.other_doc_id,
    linked.outlet_id,
    round(least(1, matched / least(one.statements, other.statements)), 4) AS similarity,
    list_transform(
        list_sort(list_transform(shared, lambda word: {'short': -length(word), 'word': word}))[:$anchors - 1],
        lambda item: item.word
    ) AS shared_words
FROM linked
INNER JOIN counts AS one ON one.outlet_id = linked.outlet_id AND one.doc_id = linked.doc_id
INNER JOIN counts AS other ON other.outlet_id = linked.outlet_id AND other.doc_id = linked.other_doc_id
WHERE matched >= $statements * least(one.statements, other.statements)
ORDER BY ALL
