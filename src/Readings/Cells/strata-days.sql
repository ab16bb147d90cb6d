-- A campaign's answers by occurred day from day $3 on, at any cursors, apart by segment, channel and touchpoint: the strata that a score is standardised over.
-- Scores are kept apart for the question of loyalty alone, whose figure is made of them.
select c.occurred_day, coalesce(g.text, ''), coalesce(h.text, ''), coalesce(t.text, ''), c.kind, case when c.kind = 10 then 'sentiment' else k.text end,
       case when k.text = 'loyalty' and c.score >= 0 then c.score end, sum(c.count)::bigint, sum(c.score_sum), c.scale
  from view.cell_at($1, $11, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, $3, $4, $5, $6, $7, $8, $9, $10) c
  left join log.name g on g.id = c.segment
  left join log.name h on h.id = c.channel
  left join log.name t on t.id = c.touchpoint
  left join log.name k on k.id = c.kpi
 where c.kind in (9, 10)
 group by c.occurred_day, g.text, h.text, t.text, c.kind, k.text, 7, c.scale;
