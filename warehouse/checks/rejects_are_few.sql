-- #warn The latest run refused at most a fifth of what it read.
SELECT run_id, stage.rows_in, stage.rejected
FROM (SELECT run_id, unnest(stages) AS stage FROM runs WHERE run_id = (SELECT arg_max(run_id, (started, run_id)) FROM runs))
WHERE stage.stage = 'read' AND stage.rejected > 0.2 * stage.rows_in AND stage.rows_in >= 20
