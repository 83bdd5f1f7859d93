-- Run health: one row a run and stage; rows_in = rows_out + known + rejected.
SELECT
    runs.run_id,
    runs.kind,
    runs.started,
    round(epoch(runs.finished - runs.started), 1) AS run_seconds,
    stage.stage,
    stage.rows_in,
    stage.rows_out,
    stage.known,
    stage.rejected,
    round(stage.seconds, 2) AS stage_seconds,
    runs.config_fingerprint,
    runs.version
FROM (SELECT *, unnest(stages) AS stage, generate_subscripts(stages, 1) AS stage_no FROM runs) AS runs
ORDER BY runs.started DESC, runs.stage_no
