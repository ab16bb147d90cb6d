-- One campaign's measures by received day up to $3: what detectors read, in order of receipt. Scores are summed. A history may say that it was
-- received on a day that had not come when it was recorded; such a day closes none before it, so it is left out.
select d.received_day, null::text, null::text, null::text, null::text, d.kind, k.text, u.text, sum(d.count)::bigint, sum(d.amount), sum(d.score_sum), d.scale
  from view.campaign_day d
  left join log.name k on k.id = d.kpi
  left join log.name u on u.id = d.currency
 where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and d.campaign = $2 and d.received_day <= $3 and d.received_day <= d.recorded_day
 group by d.received_day, d.kind, k.text, u.text, d.scale
 order by 1;
