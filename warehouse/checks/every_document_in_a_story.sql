-- #fail Every document is a member of exactly one story.
SELECT documents.doc_id, count(story_members.story_id) AS stories
FROM documents LEFT JOIN story_members ON story_members.doc_id = documents.doc_id
GROUP BY documents.doc_id
HAVING count(story_members.story_id) <> 1
