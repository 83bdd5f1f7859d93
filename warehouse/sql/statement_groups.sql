-- Members of statements that are reported more than once. Reads relations nodes and roots (no, root).
SELECT nodes.doc_id, nodes.attribution_no, first.doc_id || '-' || first.attribution_no AS statement_id
FROM nodes
INNER JOIN roots ON roots.no = nodes.no
INNER JOIN nodes AS first ON first.no = roots.root
QUALIFY count(*) OVER (PARTITION BY roots.root) > 1
ORDER BY statement_id, nodes.doc_id, nodes.attribution_no
