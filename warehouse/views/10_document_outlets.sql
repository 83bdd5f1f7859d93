-- Every outlet that a content was seen at or names itself, one row a document and outlet.
SELECT doc_id, outlet_id FROM sightings WHERE outlet_id IS NOT NULL
UNION
SELECT doc_id, outlet_id FROM documents WHERE outlet_id IS NOT NULL
