-- Measures of the campaigns $2 by received day, of the days after $3 up to $4: what detectors read, in order of receipt. Scores are summed. A history may say that it
-- was received on a day that had not come when it was recorded; such a day closes none before it, so it is left out.
select d.campaign, d.received_day, null::text, null::text, null::text, null::text, d.kind, k.text, u.text, sum(d.count)::bigint, sum(d.amount), sum(d.score_sum), d.scale
  from unnest($2, $3) as a (campaign, after)
  join view.campaign_day d
    on d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and d.campaign = a.campaign and d.received_day > a.after and d.received_day <= $4 and d.received_day <= d.recorded_day
  left join log.name k on k.id = d.kpi
  left join log.name u on u.id = d.currency
 group by d.campaign, d.received_day, d.kind, k.text, u.text, d.scale
 order by 1, 2;
