-- CAMEO, PLOVER and TIES codes of sanctions statuses, from config/rules/event_codes.toml; null where a scheme has none (see docs/codes.md).
SELECT * FROM (VALUES $event_codes) AS codes (status, cameo, plover, ties)
