-- Pairs of documents that may be copies of one another, at least one of each pair new to this run.
-- Reads relations new_signatures (this run) and all_signatures (the lake and this run), with the columns of table
-- signatures. Returns doc_id, other_doc_id (in no particular order of age), shared (sampled word pairs that both
-- have), exact. Parameters: see StorySettings.candidate_parameters.
with
-- One bearer stands for all bodies with the same letters: one from the lake where there is one.
known as materialized (
    select
        s.doc_id, s.words, n.doc_id is not null as is_new,
        first_value(s.doc_id) over (
            partition by s.text_digest order by n.doc_id is not null, s.doc_id
        ) as bearer
    from all_signatures as s left join (select doc_id from new_signatures) as n on n.doc_id = s.doc_id
    where s.words > 0
),
-- Numbered in the order of their first features, so that close copies tend to be neighbours in a long posting.
bearers as materialized (
    select
        cast(row_number() over (order by s.features[1], s.features[2], s.doc_id) as integer) as no,
        s.doc_id, k.is_new, len(s.features) as size,
        case when s.words < $sample_from_words then 1 else $sample_every end as every
    from known as k join all_signatures as s on s.doc_id = k.doc_id
    where k.doc_id = k.bearer and k.words >= $minimum_words
),
entries as (
    select unnest(s.features) as feature, b.no, b.is_new
    from bearers as b join all_signatures as s on s.doc_id = b.doc_id
),
-- Word pairs that a new document has, and some other document too.
connecting as (
    select feature, cast(count(*) as integer) as documents
    from entries
    where feature in (select unnest(features) from new_signatures)
    group by feature
    having count(*) between 2 and $common_documents and bool_or(is_new)
),
postings as materialized (
    select e.feature, e.no, e.is_new, c.documents
    from entries as e join connecting as c on c.feature = e.feature
),
-- A word pair that few documents have connects each with each.
rare as materialized (
    select a.no as low, b.no as high
    from postings as a join postings as b on b.feature = a.feature and b.no > a.no
    where a.documents <= $rare_documents and b.documents <= $rare_documents and (a.is_new or b.is_new)
),
-- One that many have connects each with the next two: enough for a big cluster of copies to hang together.
chained as materialized (
    select
        no, is_new,
        lead(no, 1) over posting as next_no, lead(is_new, 1) over posting as next_new,
        lead(no, 2) over posting as third_no, lead(is_new, 2) over posting as third_new
    from postings where documents > $rare_documents
    window posting as (partition by feature order by no)
),
connected as materialized (
    select low, high from rare
    union all
    select no, next_no from chained where next_no is not null and (is_new or next_new)
    union all
    select no, third_no from chained where third_no is not null and (is_new or third_new)
),
counted as (
    select low, high, count(*) as connections from connected group by low, high having count(*) >= $minimum_shared
),
likely as (
    select
        a.doc_id, b.doc_id as other_doc_id, c.connections,
        -- Size of the smaller sample, had both been sampled alike.
        least(a.size * a.every, b.size * b.every) / greatest(a.every, b.every) as smaller
    from counted as c join bearers as a on a.no = c.low join bearers as b on b.no = c.high
    where c.connections >= $minimum_connections * smaller
),
compared as materialized (
    select l.doc_id, l.other_doc_id, l.smaller, len(list_intersect(s.features, t.features)) as shared
    from likely as l
    join all_signatures as s on s.doc_id = l.doc_id join all_signatures as t on t.doc_id = l.other_doc_id
)
select doc_id, other_doc_id, shared, false as exact
from compared where shared >= $minimum_overlap * smaller
union all
select doc_id, bearer, 0, true from known where doc_id <> bearer and is_new
order by 1, 2
