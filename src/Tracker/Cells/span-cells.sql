-- The same at any cursors.
select min(c.occurred_day), max(c.occurred_day)
  from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c;
