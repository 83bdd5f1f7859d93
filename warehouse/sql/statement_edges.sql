-- Links between the nodes that a run groups anew, old and new ones, as numbers of nodes.
-- Reads relations known_links, new_links, nodes.
SELECT here.no AS one, there.no AS other
FROM (FROM known_links UNION ALL BY NAME FROM new_links) AS links
INNER JOIN nodes AS here ON here.doc_id = links.doc_id AND here.attribution_no = links.attribution_no
INNER JOIN nodes AS there ON there.doc_id = links.other_doc_id AND there.attribution_no = links.other_attribution_no
