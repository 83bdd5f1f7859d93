-- Bodies to compare: doc_id and body of the documents in relation wanted (doc_id). Reads documents and segments.
-- The same text that tasks.stories.body_text gives. Parameter: kinds, the list of segment kinds that make a body.
with bodies as (
    select
        s.doc_id,
        string_agg(substring(d.text, s.start + 1, s."end" - s.start), chr(10) order by s.segment_no) as body
    from segments as s join documents as d on d.doc_id = s.doc_id
    where list_contains($kinds, s.kind) and s.doc_id in (select doc_id from wanted)
    group by s.doc_id
)
select d.doc_id, coalesce(b.body, d.text) as body
from documents as d left join bodies as b on b.doc_id = d.doc_id
where d.doc_id in (select doc_id from wanted)
order by d.doc_id
