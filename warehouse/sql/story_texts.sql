-- Texts to compare, for each job that compares them: relation wanted (job_no, doc_id) says which need which.
-- Reads relation compared (doc_id, text, and body: where the segments that make it begin and end by turns).
SELECT wanted.job_no, compared.doc_id, compared.text, compared.body
FROM compared
INNER JOIN wanted ON wanted.doc_id = compared.doc_id
