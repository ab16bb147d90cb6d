-- The measures of received-days.sql apart by message ($5), touchpoint ($6), channel ($7), segment ($8) and the own dimensions $9, those that are
-- asked for. Answers are apart by segment, channel and touchpoint besides: their strata.
with live as materialized (
    select generation from view.projection where workspace = $1 and name = 'cells' and live
)
select a.campaign, v.received_day,
       case when $5 then coalesce(m.text, '') end, case when $6 then coalesce(t.text, '') end, case when $7 then coalesce(h.text, '') end, case when $8
           then coalesce(s.text, '') end,
       v.kind, k.text, u.text, v.count, v.amount, v.score_sum, v.scale, v.own::text,
       coalesce(sg.text, ''), coalesce(sh.text, ''), coalesce(st.text, '')
  from unnest($2, $3) as a (campaign, after)
 cross join live
 cross join lateral (
       select c.received_day, case when $5 then c.message end as message, case when $6 then c.touchpoint end as touchpoint, case when $7 then c.channel
           end as channel,
              case when $8 then c.segment end as segment, c.kind, c.kpi, c.currency, c.scale,
              case when c.kind in (9, 10) then c.segment end as stratum_segment, case when c.kind in (9, 10) then c.channel end as stratum_channel,
              case when c.kind in (9, 10) then c.touchpoint end as stratum_touchpoint,
              case when cardinality($9) > 0 then (select jsonb_object_agg(d, coalesce(o.named ->> d, '')) from unnest($9) d) end as own,
              sum(c.count)::bigint as count, sum(c.amount) as amount, sum(c.score_sum) as score_sum
         from view.cell c
         left join view.own o on o.id = c.own
        where c.workspace = $1 and c.generation = live.generation and c.campaign = a.campaign
          and c.received_day > a.after and c.received_day <= $4 and c.received_day <= c.recorded_day
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) v
  left join log.name m on m.id = v.message
  left join log.name t on t.id = v.touchpoint
  left join log.name h on h.id = v.channel
  left join log.name s on s.id = v.segment
  left join log.name k on k.id = v.kpi
  left join log.name u on u.id = v.currency
  left join log.name sg on sg.id = v.stratum_segment
  left join log.name sh on sh.id = v.stratum_channel
  left join log.name st on st.id = v.stratum_touchpoint
 order by 1, 2;
