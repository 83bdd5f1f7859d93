-- What is known of copies that are read side by side, for each job that reads them: relation wanted (job_no,
-- doc_id) says which need which. Reads compared (documents of lake and run), segments, mentions, sanctions_mentions and
-- artifacts (lake and run together).
WITH named AS (
    SELECT
        doc_id,
        max(mention_no) AS last_mention,
        list_transform(
            list_sort(list({'at': start, 'row': [start::VARCHAR, "end"::VARCHAR, actor_id, kind]})), lambda item: item.row
        ) AS mentions
    FROM mentions WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

claimed AS (
    SELECT
        doc_id,
        list_transform(list_sort(list({'at': start, 'row': [start::VARCHAR, trigger]})), lambda item: item.row) AS claims
    FROM sanctions_mentions WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

noted AS (
    SELECT doc_id, max(artifact_no) AS last_artifact, list([kind, raw_start::VARCHAR]) AS artifacts
    FROM artifacts WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
),

parted AS (
    SELECT doc_id, list_sort(list([start, segment_no])) AS segments
    FROM segments WHERE doc_id IN (SELECT doc_id FROM wanted) GROUP BY doc_id
)

SELECT
    wanted.job_no,
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
INNER JOIN wanted ON wanted.doc_id = compared.doc_id
LEFT JOIN named ON named.doc_id = compared.doc_id
LEFT JOIN claimed ON claimed.doc_id = compared.doc_id
LEFT JOIN noted ON noted.doc_id = compared.doc_id
LEFT JOIN parted ON parted.doc_id = compared.doc_id
