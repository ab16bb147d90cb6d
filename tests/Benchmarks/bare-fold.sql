-- The least that gives the cells of all signals in one statement: no corrections, no checkpoint, no campaign days, no merging with rows that are there.
insert into bench.cell (workspace, generation, campaign, occurred_day, received_day, recorded_day, message, touchpoint, channel, segment, kpi, currency, kind, score, scale,
                        count, amount, score_sum, score_squares, amount_squares)
select s.workspace, 0, s.campaign, (s.occurred_at at time zone 'Europe/Berlin')::date, (coalesce(s.received_at, s.occurred_at) at time zone 'Europe/Berlin')::date,
       (e.recorded_at at time zone 'Europe/Berlin')::date,
       coalesce(s.message, 0), coalesce(s.touchpoint, 0), coalesce(s.channel, 0), coalesce(s.segment, 0), coalesce(s.kpi, 0), coalesce(s.currency, 0), s.kind,
       case when s.kind = 9 then coalesce(s.score, -1) else -1 end,
       case when s.kind in (9, 10) then coalesce((convert_from(s.attributes, 'UTF8')::jsonb -> 'scale')::text, '') else '' end,
       sum(s.count), coalesce(sum(s.amount), 0), coalesce(sum(s.count::bigint * s.score), 0), coalesce(sum(s.count::bigint * s.score * s.score), 0),
       coalesce(sum(div(s.amount::numeric * s.amount, greatest(s.count, 1))), 0)
  from log.signal s
  join log.seal e on e.workspace = s.workspace and e.seal = s.seal
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15;
