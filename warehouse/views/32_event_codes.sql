-- CAMEO and PLOVER codes of sanctions statuses; null where a scheme has none (see docs/codes.md).
SELECT * FROM (VALUES
    ('threatened', '1312', 'THREATEN-restrict'),
    ('planned', NULL, NULL),
    ('urged', NULL, 'ACCUSE'),
    ('imposed', '163', 'COERCE-restrict'),
    ('eased', '085', 'YIELD'),
    ('ease_intended', '0354', 'AGREE'),
    ('ease_demanded', '1054', 'REQUEST'),
    ('ease_refused', '1244', 'REJECT'),
    ('opposed', NULL, NULL),
    ('evaded', NULL, NULL),
    ('mentioned', NULL, NULL)
) AS codes (status, cameo, plover)
