-- Documents of one day that contradict each other about a sender and a target: both sides, and how many stand behind each.
WITH stances AS (
    SELECT
        published_on AS day,
        sender_id,
        target_id,
        doc_id,
        story_id,
        sentence,
        CASE WHEN status = 'mentioned' AND negated THEN 'not_imposed' ELSE status END AS stance,
        list(stance) OVER (PARTITION BY doc_id, sender_id, target_id) AS taken
    FROM sanctions_pairs
    WHERE published_on IS NOT NULL AND sender_id IS NOT NULL AND target_id IS NOT NULL
),

opposites AS (
    SELECT * FROM (VALUES
        ('imposed', 'eased'),
        ('imposed', 'not_imposed'),
        ('eased', 'ease_refused'),
        ('ease_intended', 'ease_refused')
    ) AS opposites (stance, other_stance)
)

SELECT
    one.day,
    coalesce(sender.name, one.sender_id) AS sender,
    coalesce(target.name, one.target_id) AS target,
    one.stance AS status,
    other.stance AS other_status,
    count(DISTINCT one.doc_id) AS documents,
    count(DISTINCT carrier.outlet_id) AS outlets,
    count(DISTINCT one.story_id) AS independent_sources,
    count(DISTINCT other.doc_id) AS other_documents,
    count(DISTINCT other_carrier.outlet_id) AS other_outlets,
    count(DISTINCT other.story_id) AS other_independent_sources,
    arg_min(one.sentence, (one.doc_id, one.sentence)) AS sentence,
    arg_min(other.sentence, (other.doc_id, other.sentence)) AS other_sentence,
    one.sender_id,
    one.target_id
FROM stances AS one
INNER JOIN opposites ON opposites.stance = one.stance
INNER JOIN stances AS other
    ON other.stance = opposites.other_stance
    AND other.day = one.day
    AND other.sender_id = one.sender_id
    AND other.target_id = one.target_id
LEFT JOIN document_outlets AS carrier ON carrier.doc_id = one.doc_id
LEFT JOIN document_outlets AS other_carrier ON other_carrier.doc_id = other.doc_id
LEFT JOIN actors AS sender ON sender.actor_id = one.sender_id
LEFT JOIN actors AS target ON target.actor_id = one.target_id
WHERE NOT list_contains(one.taken, other.stance) AND NOT list_contains(other.taken, one.stance)
GROUP BY one.day, one.sender_id, one.target_id, sender.name, target.name, one.stance, other.stance
ORDER BY one.day DESC, independent_sources + other_independent_sources DESC, sender, target, status, other_status
