-- Discovered actors that are one, by their names and the known actors they are named with; no actor of `split_actors`.
-- reason: spelling (the names sound alike), initial ("J. Smith"), middle_name, or body_form (legal form, British spelling).
-- Whom a document names says the more, the fewer documents name them: ln((all documents + 50) / (those that do + 1)). The
-- sum must reach what the reason needs, and one of them half of that: namesakes share Congress, not an obscure ministry.
WITH named AS (
    SELECT
        actor_id,
        first(kind ORDER BY confidence DESC, kind) AS kind,
        min(name) AS name,
        count(*) AS documents
    FROM discoveries
    WHERE actor_id LIKE 'found-%' AND actor_id NOT IN (SELECT actor_id FROM split_actors)
    GROUP BY actor_id
),

spelt AS (
    SELECT
        *,
        regexp_replace(trim(replace(strip_accents(lower(name)), '.', '')), '[^a-z0-9 ]+', '', 'g') AS plain
    FROM named
),

-- Sounds, roughly: spellings of one sound, in transliteration and between languages, become one letter; none stands twice.
folded AS (
    SELECT
        *,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            plain, 'x', 'ks'), 'ph', 'f'), 'kh', 'h'), 'tsch', 'ch'), 'tch', 'ch'), 'sch', 'sh'), 'ck', 'k'), 'q', 'k'), 'zh', 'j'),
            'y', 'i'), 'w', 'v') AS once
    FROM spelt
),

sounds AS (
    SELECT
        *,
        string_split(plain, ' ') AS words,
        string_split(
            regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                array_to_string(list_filter(string_split(once, ''), lambda letter, place: letter <> once[place - 1]), ''),
                'c([aoukrlt ]|$)', 'k\1', 'g'), 'j( |$)', 'i\1', 'g'), '[ij]+([aeou])', '\1', 'g'), 'of( |$)', 'ov\1', 'g'), 'ei', 'e', 'g'), ' '
        ) AS heard
    FROM folded
),

keyed AS (
    SELECT
        *,
        words[1] AS first_word,
        words[-1] AS last_word,
        heard[1] AS first_heard,
        heard[-1] AS last_heard,
        regexp_replace(
            regexp_replace(replace(replace(replace(replace(
                plain, 'centre', 'center'), 'organisation', 'organization'), 'defence', 'defense'), 'labour', 'labor'),
            '^the ', ''),
            ' (inc|incorporated|ltd|limited|llc|llp|corp|corporation|co|company|plc|gmbh|ag|sa|spa|nv|bv|ab|oao|ooo|pao|jsc|pjsc)$', ''
        ) AS body_key
    FROM sounds
),

ranked AS (
    SELECT
        *,
        if(kind = 'person' AND len(first_word) = 1, 1, 0) AS short_name
    FROM keyed
    WHERE kind <> 'person' OR len(words) >= 2
),

sounding_alike AS (
    SELECT one.actor_id, other.actor_id AS into_id
    FROM ranked AS one
    INNER JOIN ranked AS other
        ON one.kind = 'person' AND other.kind = 'person' AND one.first_heard = other.first_heard
        AND one.last_heard = other.last_heard AND len(one.words) = len(other.words) AND one.actor_id <> other.actor_id
        AND one.words[2:-2] = other.words[2:-2]
    WHERE (other.documents, one.actor_id) > (one.documents, other.actor_id) AND one.short_name = 0 AND other.short_name = 0
),

-- A document that spells two names in two ways has two people.
in_one_document AS (
    SELECT DISTINCT alike.actor_id, alike.into_id
    FROM sounding_alike AS alike
    INNER JOIN discoveries AS one ON one.actor_id = alike.actor_id
    INNER JOIN discoveries AS other ON other.actor_id = alike.into_id AND other.doc_id = one.doc_id
),

proposed AS (
    SELECT actor_id, into_id, 'spelling' AS reason, 3.0 AS needed
    FROM sounding_alike ANTI JOIN in_one_document USING (actor_id, into_id)
    UNION ALL
    SELECT one.actor_id, other.actor_id, 'middle_name', 6.0
    FROM ranked AS one
    INNER JOIN ranked AS other
        ON one.kind = 'person' AND other.kind = 'person' AND one.first_word = other.first_word
        AND one.last_word = other.last_word
    WHERE len(one.words) > 2 AND len(other.words) = 2 AND one.short_name = 0
    UNION ALL
    SELECT one.actor_id, other.actor_id, 'initial', 6.0
    FROM ranked AS one
    INNER JOIN ranked AS other
        ON one.kind = 'person' AND other.kind = 'person' AND one.short_name = 1 AND other.short_name = 0
        AND one.last_word = other.last_word AND starts_with(other.first_word, one.first_word)
    WHERE len(one.words) = 2 AND len(other.words) = 2
    UNION ALL
    SELECT one.actor_id, other.actor_id, 'body_form', 0.0
    FROM ranked AS one
    INNER JOIN ranked AS other
        ON one.kind <> 'person' AND other.kind <> 'person' AND one.body_key = other.body_key
        AND one.actor_id <> other.actor_id AND (one.plain <> one.body_key OR other.plain <> other.body_key)
    WHERE (other.documents, one.actor_id) > (one.documents, other.actor_id) AND contains(one.body_key, ' ')
),

-- A form that several could be names none of them: two people whose middle names differ, two with one initial.
sole AS MATERIALIZED (
    SELECT *
    FROM proposed
    QUALIFY count(*) OVER (PARTITION BY actor_id, reason) = 1
        AND (reason <> 'middle_name' OR count(*) OVER (PARTITION BY into_id, reason) = 1)
),

-- Whom the documents of these name with them.
beside AS MATERIALIZED (
    SELECT DISTINCT actor_id, unnest(companions) AS companion
    FROM discoveries
    WHERE actor_id IN (SELECT actor_id FROM sole UNION SELECT into_id FROM sole)
),

-- A document's discoveries have the same companions, each named once.
met AS (
    SELECT
        companion,
        count(*) AS documents,
        ln(((SELECT count(DISTINCT doc_id) FROM discoveries) + 50) / (count(*) + 1)) AS weight
    FROM (SELECT unnest(any_value(companions)) AS companion FROM discoveries GROUP BY doc_id)
    WHERE companion IN (SELECT companion FROM beside)
    GROUP BY companion
),

weighed AS (
    SELECT
        sole.actor_id,
        sole.into_id,
        sole.reason,
        any_value(sole.needed) AS needed,
        list(met.companion ORDER BY met.documents, met.companion) FILTER (met.companion IS NOT NULL) AS shared,
        coalesce(sum(met.weight), 0) AS weight,
        coalesce(max(met.weight), 0) AS best
    FROM sole
    LEFT JOIN (
        SELECT pairs.actor_id, pairs.into_id, one.companion
        FROM (SELECT DISTINCT actor_id, into_id FROM sole) AS pairs
        INNER JOIN beside AS one ON one.actor_id = pairs.actor_id
        INNER JOIN beside AS other ON other.actor_id = pairs.into_id AND other.companion = one.companion
    ) AS common ON common.actor_id = sole.actor_id AND common.into_id = sole.into_id
    LEFT JOIN met ON met.companion = common.companion
    GROUP BY sole.actor_id, sole.into_id, sole.reason
),

chosen AS (
    SELECT *
    FROM weighed
    WHERE weight >= needed AND (needed = 0 OR len(shared) >= 2) AND best >= needed / 2
    QUALIFY row_number() OVER (PARTITION BY actor_id ORDER BY weight DESC, into_id) = 1
)

SELECT
    actor_id,
    into_id,
    reason,
    round(weight, 2) AS weight,
    coalesce(shared[:10], []) AS shared
FROM chosen
WHERE into_id NOT IN (SELECT actor_id FROM chosen)
