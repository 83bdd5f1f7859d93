-- What is known of copies that are read side by side: the documents in relation wanted (doc_id).
-- Reads compared (documents brought from the lake), segments, mentions, sanctions_mentions and artifacts (lake and run
-- together).
WITH named AS (
    SELECT
        doc_id,
        max(mention_no) AS last_mention,
        list([start::VARCHAR, "end"::VARCHAR, actor_id, kind] ORDER BY start) AS mentions
    FROM mentions WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

claimed AS (
    SELECT doc_id, list([start::VARCHAR, trigger] ORDER BY start) AS claims
    FROM sanctions_mentions WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

noted AS (
    SELECT doc_id, max(artifact_no) AS last_artifact, list([kind, raw_start::VARCHAR]) AS artifacts
    FROM artifacts WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

parted AS (
    SELECT doc_id, list([start, segment_no] ORDER BY start) AS segments
    FROM segments WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
)

SELECT
    compared.doc_id,
    compared.text,
    compared.raw_alignment,
    coalesce(mentions, []) AS mentions,
    coalesce(claims, []) AS claims,
    coalesce(artifacts, []) AS artifacts,
    coalesce(segments, []) AS segments,
    coalesce(last_artifact, -1) AS last_artifact,
    coalesce(last_mention, -1) AS last_mention
FROM compared
LEFT JOIN named USING (doc_id)
LEFT JOIN claimed USING (doc_id)
LEFT JOIN noted USING (doc_id)
LEFT JOIN parted USING (doc_id)
WHERE compared.doc_id IN (SELECT doc_id FROM wanted)
