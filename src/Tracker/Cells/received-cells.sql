-- The measures of received-days.sql apart by message ($4), touchpoint ($5), channel ($6) and segment ($7), those that are asked for.
select c.received_day,
       case when $4 then coalesce(m.text, '') end, case when $5 then coalesce(t.text, '') end, case when $6 then coalesce(h.text, '') end, case when $7 then coalesce(s.text, '') end,
       c.kind, k.text, u.text, sum(c.count)::bigint, sum(c.amount), sum(c.score_sum), c.scale
  from view.cell c
  left join log.name m on $4 and m.id = c.message
  left join log.name t on $5 and t.id = c.touchpoint
  left join log.name h on $6 and h.id = c.channel
  left join log.name s on $7 and s.id = c.segment
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 where c.workspace = $1 and c.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and c.campaign = $2 and c.received_day <= $3 and c.received_day <= c.recorded_day
 group by 1, 2, 3, 4, 5, 6, 7, 8, c.scale
 order by 1;
