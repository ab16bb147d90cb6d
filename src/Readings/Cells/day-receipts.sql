-- The first day on which anything of each occurred day of a campaign had been received, at any cursors.
with seen as (
    select c.occurred_day, c.received_day
      from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                        $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c
     group by c.occurred_day, c.received_day
    having sum(c.count) > 0
)
select occurred_day as day, min(received_day) as received from seen group by occurred_day;
