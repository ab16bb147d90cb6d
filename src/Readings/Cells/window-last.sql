-- The newest day of a workspace at the cursors $2 to $8 (zone $9) on which something occurred that had been received and recorded by the end of that day, and
-- where nothing did, the day on which the newest came; null where there is nothing.
select coalesce(max(c.occurred_day) filter (where c.occurred_day <= c.received_day and c.occurred_day <= c.recorded_day),
                max(least(c.received_day, c.recorded_day)))
  from view.cells_at($1, $9, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                     '-infinity', $2, $3, $4, $5, $6, $7, $8) c;
