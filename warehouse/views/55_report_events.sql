-- Claims as events: a sender, target, status and day once, with CAMEO, PLOVER and TIES codes (see docs/codes.md).
SELECT
    counts.day,
    counts.sender,
    counts.target,
    counts.status,
    codes.cameo,
    codes.plover,
    codes.ties,
    counts.documents,
    counts.outlets,
    counts.independent_sources,
    counts.sender_id,
    counts.target_id
FROM (
    SELECT
        day,
        sender,
        target,
        status,
        count(DISTINCT doc_id) AS documents,
        count(DISTINCT carried_by) AS outlets,
        count(DISTINCT story_id) AS independent_sources,
        sender_id,
        target_id
    FROM sanctions_carried
    WHERE day IS NOT NULL AND sender_id IS NOT NULL AND target_id IS NOT NULL
    GROUP BY day, sender_id, target_id, sender, target, status
    HAVING NOT bool_and(negated)
) AS counts
INNER JOIN event_codes AS codes ON codes.status = counts.status
WHERE coalesce(codes.cameo, codes.plover, codes.ties) IS NOT NULL
ORDER BY counts.day DESC, counts.independent_sources DESC, counts.documents DESC, counts.sender, counts.target, counts.status
