-- #fail In every stage of the latest run, rows in = rows out + known + rejected.
SELECT run_id, stage.stage, stage.rows_in, stage.rows_out, stage.known, stage.rejected
FROM (SELECT run_id, unnest(stages) AS stage FROM runs WHERE run_id = (SELECT arg_max(run_id, (started, run_id)) FROM runs))
WHERE stage.rows_in <> stage.rows_out + stage.known + stage.rejected
