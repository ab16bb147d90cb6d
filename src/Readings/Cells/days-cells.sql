-- The same at any cursors, and apart by message, touchpoint, channel, segment or an own
-- dimension where $11 names one of them.
select c.occurred_day, coalesce(n.text, c.own ->> $11), c.kind, k.text, u.text, case when c.score >= 0 then c.score end,
       sum(c.count)::bigint, sum(c.amount), sum(c.amount_squares), sum(c.score_sum), sum(c.score_squares), c.scale
  from view.cell_at($1, $12, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, $3, $4, $5, $6, $7, $8, $9, $10) c
  left join log.name n on n.id = case $11 when 'message' then c.message when 'touchpoint' then c.touchpoint when 'channel' then c.channel when 'segment'
      then c.segment end
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 group by c.occurred_day, 2, c.kind, k.text, u.text, c.score, c.scale;
