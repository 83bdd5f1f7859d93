-- Where the segments that make a body begin and end by turns, in order, for each document of relation missing (doc_id)
-- that has some. Reads segments (lake and run together). Parameter: kinds, those segments' kinds.
SELECT
    doc_id,
    flatten(list_transform(
        list_sort(list({'no': segment_no, 'start': start, 'end': "end"})), lambda segment: [segment.start, segment."end"]
    )) AS body
FROM segments
WHERE doc_id IN (SELECT doc_id FROM missing) AND list_contains($kinds, kind)
GROUP BY doc_id
