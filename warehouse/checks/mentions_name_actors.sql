-- #warn Every mention's actor is in the table of actors.
SELECT DISTINCT actor_id FROM mentions WHERE actor_id NOT IN (SELECT actor_id FROM actors)
