-- What every campaign has from day $2 on at the cursors $3 to $9 (zone $10): signals by their counts, apart by touchpoint and kind, answers apart by
-- question, and the newest day of each. What was taken back whole was never there, nor an answer that an instrument leaves out.
select c.campaign as id, n.text as name, coalesce(t.text, '') as touchpoint, c.kind, case when c.kind = 10 then 'sentiment' else k.text end as kpi,
       sum(c.count)::bigint as count
  from view.cells_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                     $2, $3, $4, $5, $6, $7, $8, $9) c
  join log.name n on n.id = c.campaign
  left join log.name t on t.id = c.touchpoint
  left join log.name k on k.id = c.kpi and c.kind = 9
 where c.kind < 100
 group by 1, 2, 3, 4, 5
having sum(c.count) > 0
 order by 2, 3, 4, 5;
