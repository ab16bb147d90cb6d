-- One campaign's measures in the window from day $4 to $5 (period 0) and from day $3 to the day before $4 (period 1), as known at the end of day $6.
-- Days are summed by the numbers of names; only the few sums are given their texts.
select s.period, null::text, s.kind, k.text, u.text, case when s.score >= 0 then s.score end, s.count, s.amount, s.amount_squares, s.score_sum, s.score_squares, s.scale
  from (select case when d.occurred_day >= $4 then 0 else 1 end as period, d.kind, d.kpi, d.currency, d.score, d.scale,
               sum(d.count)::bigint as count, sum(d.amount) as amount, sum(d.amount_squares) as amount_squares,
               sum(d.score_sum) as score_sum, sum(d.score_squares) as score_squares
          from view.campaign_day d
         where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
           and d.campaign = $2 and d.occurred_day >= $3 and d.occurred_day <= $5 and d.received_day <= $6
         group by 1, d.kind, d.kpi, d.currency, d.score, d.scale) s
  left join log.name k on k.id = s.kpi
  left join log.name u on u.id = s.currency;
