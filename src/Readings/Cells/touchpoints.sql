-- The touchpoints at which a campaign has signals at any cursors, each with the day on which the first of them was recorded. What corrections took back whole
-- was never there.
select t.text as touchpoint, min(c.recorded_day) as since
  from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c
  join log.name t on t.id = c.touchpoint
 where c.touchpoint <> 0
 group by t.text
having sum(c.count) > 0
 order by t.text;
