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
FROM sanctions_counts AS counts
INNER JOIN event_codes AS codes ON codes.status = counts.status
WHERE
    counts.counted_by = 'pair_day'
    AND counts.day IS NOT NULL
    AND counts.sender_id IS NOT NULL
    AND counts.target_id IS NOT NULL
    AND NOT counts.negated
    AND coalesce(codes.cameo, codes.plover, codes.ties) IS NOT NULL
ORDER BY counts.day DESC, counts.independent_sources DESC, counts.documents DESC, counts.sender, counts.target, counts.status
