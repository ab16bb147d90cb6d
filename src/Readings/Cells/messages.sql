-- Each message of a campaign with the first day on which it was seen and the first on which any signal of it had been received, at any cursors.
-- What corrections took back whole was never seen.
with seen as (
    select c.message, c.occurred_day, c.received_day
      from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                        $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c
     where c.message <> 0
     group by c.message, c.occurred_day, c.received_day
    having sum(c.count) > 0
)
select n.text as message, min(s.occurred_day) as seen, min(s.received_day) as received
  from seen s
  join log.name n on n.id = s.message
 group by n.text
 order by 2, 1;
