-- What the articles in relation carriers (see credit_carriers.sql) relay of the outlet, or report themselves in its name.
-- Reads relations attributions and statement_signatures (lake and run together) and outlets. A statement's speaker is
-- empty where it is the outlet itself or nobody known.
SELECT
    row_number() OVER () AS said_no,
    carriers.outlet_id,
    carriers.doc_id,
    carriers.own,
    carriers.is_fresh,
    carriers.published_on,
    coalesce(nullif(relevant.speaker_actor_id, carriers.outlet_id), '') AS speaker,
    signatures.words
FROM statement_signatures AS signatures
INNER JOIN (
    SELECT
        doc_id, attribution_no, speaker_actor_id,
        CASE
            WHEN via_outlet_id IS NOT NULL THEN via_outlet_id
            WHEN speaker_actor_id IN (SELECT outlet_id FROM outlets) THEN speaker_actor_id
        END AS relay_id
    FROM attributions
    WHERE doc_id IN (SELECT doc_id FROM carriers)
) AS relevant ON relevant.doc_id = signatures.doc_id AND relevant.attribution_no = signatures.attribution_no
INNER JOIN carriers ON carriers.doc_id = signatures.doc_id AND (
    relevant.relay_id = carriers.outlet_id
    OR (relevant.relay_id IS NULL AND (carriers.own OR carriers.origin_outlet_id = carriers.outlet_id))
)
ORDER BY carriers.published_on, carriers.outlet_id, carriers.doc_id, signatures.attribution_no
