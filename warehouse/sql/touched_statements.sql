-- Statements that a run's links reach, or that lose a member to a replaced document.
-- Reads relations known_members (the lake's), new_links, replaced.
SELECT DISTINCT members.statement_id
FROM known_members AS members
WHERE members.doc_id IN (SELECT doc_id FROM replaced)
    OR (members.doc_id, members.attribution_no) IN (
        SELECT (doc_id, attribution_no) FROM new_links
        UNION
        SELECT (other_doc_id, other_attribution_no) FROM new_links
    )
