-- One campaign's measures by occurred day, from day $3 to $4, as known at the end of day $5.
select d.occurred_day, null::text, d.kind, k.text, u.text, case when d.score >= 0 then d.score end,
       sum(d.count)::bigint, sum(d.amount), sum(d.amount_squares), sum(d.score_sum), sum(d.score_squares), d.scale
  from view.campaign_day d
  left join log.name k on k.id = d.kpi
  left join log.name u on u.id = d.currency
 where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and d.campaign = $2 and d.occurred_day >= $3 and d.occurred_day <= $4 and d.received_day <= $5
 group by d.occurred_day, d.kind, k.text, u.text, d.score, d.scale;
