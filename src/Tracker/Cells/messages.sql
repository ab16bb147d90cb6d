-- The first day on which each message of a campaign was seen.
select n.text, min(c.occurred_day)
  from view.cell c
  join log.name n on n.id = c.message
 where c.workspace = $1 and c.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and c.campaign = $2 and c.count > 0
 group by n.text
 order by 2, 1;
