-- Measures of the campaigns $2 by received day, of the days after $3 up to $4: what detectors read, in order of receipt. Scores are summed. A history may say
-- that it was received on a day that had not come when it was recorded; such a day closes none before it, so it is left out.
-- Lateral, so that each campaign's days are found by the index of received days, whatever the planner knows of the table.
with live as materialized (
    select generation from view.projection where workspace = $1 and name = 'cells' and live
)
select a.campaign, m.received_day, null::text, null::text, null::text, null::text, m.kind, k.text, u.text, m.count, m.amount, m.score_sum, m.scale, null::text
  from unnest($2, $3) as a (campaign, after)
 cross join live
 cross join lateral (
       select d.received_day, d.kind, d.kpi, d.currency, d.scale, sum(d.count)::bigint as count, sum(d.amount) as amount, sum(d.score_sum) as score_sum
         from view.campaign_day d
        where d.workspace = $1 and d.generation = live.generation and d.campaign = a.campaign
          and d.received_day > a.after and d.received_day <= $4 and d.received_day <= d.recorded_day
        group by d.received_day, d.kind, d.kpi, d.currency, d.scale) m
  left join log.name k on k.id = m.kpi
  left join log.name u on u.id = m.currency
 order by 1, 2;
