-- The same at any cursors, and apart by message, touchpoint, channel or segment where $12 names one of them. Window from day $4, the one before from day $3.
select case when c.occurred_day >= $4 then 0 else 1 end, n.text, c.kind, k.text, u.text, case when c.score >= 0 then c.score end,
       sum(c.count)::bigint, sum(c.amount), sum(c.amount_squares), sum(c.score_sum), sum(c.score_squares), c.scale
  from view.cell_at($1, $13, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                    $2, $3, $5, $6, $7, $8, $9, $10, $11) c
  left join log.name n on n.id = case $12 when 'message' then c.message when 'touchpoint' then c.touchpoint when 'channel' then c.channel when 'segment' then c.segment end
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 group by 1, n.text, c.kind, k.text, u.text, c.score, c.scale;
