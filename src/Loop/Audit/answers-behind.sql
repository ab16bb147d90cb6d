-- The answers of campaign $2 on KPI $3 that were received from day $4 to day $5 (zone $6) at positions up to $7, of the scope $8..$11 (null: all; ''
-- = none named) and of the values $14 of the own dimensions $13, with their number, what they stand for and their mean; at most $12 rows. As the watch
-- counts them: of loyalty, whose score is defined on 0..10, those of that scale, and of a KPI that is an instrument's those that the instrument takes,
-- with the score that it reads. A signal that was corrected since stands as it stood. One snapshot, no locks.
with declared as materialized (
    select view.declared_own($1, 'cells', p.generation) as own from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live
), instrument as materialized (
    select i.question, i.scale, i.how, i.top
      from view.projection p
     cross join lateral view.instruments_of($1, 'cells', p.generation) i
     where p.workspace = $1 and p.name = 'cells' and p.live and i.kpi = (select id from log.name where workspace = $1 and text = $3)
), asked as materialized (
    select id as question, null::jsonb as scale, 'mean' as how, 0::smallint as top
      from log.name where workspace = $1 and text = $3 and not exists (select from instrument)
    union all
    select question, scale, how, top from instrument
), answer as (
    select s.position, s.seal, s.id, s.kind, s.occurred_at, coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end)
        as received_at,
           s.count, view.instrument_score(s.score, q.how, q.top) as score, s.message, s.touchpoint, s.channel, s.segment,
           case when (select own from declared) <> '{}' then view.own_named(s.attributes, (select own from declared)) end as own
      from log.signal s
      join log.seal e on e.workspace = s.workspace and e.seal = s.seal
      join asked q on q.question = s.kpi
     where s.workspace = $1 and s.campaign = (select id from log.name where workspace = $1 and text = $2) and s.kind in (9, 10)
       and s.position <= $7 and (q.scale is null or s.kind = 9 and q.scale = convert_from(s.attributes, 'UTF8')::jsonb -> 'scale')
       and ($3 <> 'loyalty' or convert_from(s.attributes, 'UTF8')::jsonb -> 'scale' = '[0, 10]')
), told as (
    select a.*, m.text as message_text, t.text as touchpoint_text, c.text as channel_text, g.text as segment_text
      from answer a
      left join log.name m on m.id = a.message
      left join log.name t on t.id = a.touchpoint
      left join log.name c on c.id = a.channel
      left join log.name g on g.id = a.segment
     where (a.received_at at time zone $6)::date between $4 and $5
)
select count(*) over () as rows, sum(count) over () as answers, sum(count::bigint * score) over () as scores, position, seal, id, kind,
       (occurred_at at time zone $6)::date as occurred_on, (received_at at time zone $6)::date as received_on, count, score,
       message_text as message, touchpoint_text as touchpoint, channel_text as channel, segment_text as segment, own::text as own
  from told
 where ($8 is null or coalesce(message_text, '') = $8) and ($9 is null or coalesce(touchpoint_text, '') = $9)
   and ($10 is null or coalesce(channel_text, '') = $10) and ($11 is null or coalesce(segment_text, '') = $11)
   and not exists (select from unnest($13, $14) as w (dimension, value) where coalesce(own ->> w.dimension, '') <> w.value)
 order by position
 limit $12;
