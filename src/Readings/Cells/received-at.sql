-- The measures of received-cells.sql of the campaigns $2 up to received day $3, at any cursors: cells and the log of an open day by the cursors $4 to $10
-- (zone $11), apart by message ($12), touchpoint ($13), channel ($14), segment ($15) and the own dimensions $16, those that are asked for.
select v.campaign, v.received_day,
       case when $12 then coalesce(m.text, '') end, case when $13 then coalesce(t.text, '') end, case when $14 then coalesce(h.text, '') end,
       case when $15 then coalesce(s.text, '') end,
       v.kind, k.text, u.text, v.count, v.amount, v.score_sum, v.scale, v.own::text,
       coalesce(sg.text, ''), coalesce(sh.text, ''), coalesce(st.text, '')
  from (
       select c.campaign, c.received_day, case when $12 then c.message end as message, case when $13 then c.touchpoint end as touchpoint,
              case when $14 then c.channel end as channel, case when $15 then c.segment end as segment, c.kind, c.kpi, c.currency, c.scale,
              case when c.kind in (9, 10) then c.segment end as stratum_segment, case when c.kind in (9, 10) then c.channel end as stratum_channel,
              case when c.kind in (9, 10) then c.touchpoint end as stratum_touchpoint,
              case when cardinality($16) > 0 then (select jsonb_object_agg(d, coalesce(c.own ->> d, '')) from unnest($16) d) end as own,
              sum(c.count)::bigint as count, sum(c.amount) as amount, sum(c.score_sum) as score_sum
         from view.cells_of($1, $11, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                            $2, $4, $5, $6, $7, $8, $9, $10) c
        where c.received_day <= $3 and c.received_day <= c.recorded_day
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14) v
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
