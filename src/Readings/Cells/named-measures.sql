-- The signals of campaign $2 of the kinds $12, of surveys those that answer $13, by occurred day from day $3 on, at any cursors, apart by all that a signal
-- names. Scores are kept apart for the question of loyalty alone, whose figure is made of them.
select c.occurred_day as day, coalesce(m.text, '') as message, coalesce(t.text, '') as touchpoint, coalesce(h.text, '') as channel,
       coalesce(g.text, '') as segment, c.own::text as own, c.kind, k.text as kpi, case when k.text = 'loyalty' and c.score >= 0 then c.score end as score,
       c.scale, sum(c.count)::bigint as count, sum(c.score_sum) as score_sum, sum(c.score_squares) as score_squares
  from view.cell_at($1, $11, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, $3, $4, $5, $6, $7, $8, $9, $10) c
  left join log.name m on m.id = c.message
  left join log.name t on t.id = c.touchpoint
  left join log.name h on h.id = c.channel
  left join log.name g on g.id = c.segment
  left join log.name k on k.id = c.kpi
 where c.kind = any ($12) and (c.kind <> 9 or k.text = $13)
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
