-- The measures of received-days.sql apart by message ($5), touchpoint ($6), channel ($7) and segment ($8), those that are asked for.
select c.campaign, c.received_day,
       case when $5 then coalesce(m.text, '') end, case when $6 then coalesce(t.text, '') end, case when $7 then coalesce(h.text, '') end, case when $8 then coalesce(s.text, '') end,
       c.kind, k.text, u.text, sum(c.count)::bigint, sum(c.amount), sum(c.score_sum), c.scale
  from unnest($2, $3) as a (campaign, after)
  join view.cell c
    on c.workspace = $1 and c.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and c.campaign = a.campaign and c.received_day > a.after and c.received_day <= $4 and c.received_day <= c.recorded_day
  left join log.name m on $5 and m.id = c.message
  left join log.name t on $6 and t.id = c.touchpoint
  left join log.name h on $7 and h.id = c.channel
  left join log.name s on $8 and s.id = c.segment
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, c.scale
 order by 1, 2;
