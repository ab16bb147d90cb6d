-- The signals of campaign $2 behind a figure, as recorded by seal $4 and received by $5 (null: whenever): those that occurred from $8 to $9 (days $6 to $7 of
-- zone $3) and are of one of the kinds $11, questions $12 and currencies $13 that count on the days $10. $14 says of each whether it counts in n. An answer is
-- of the question that the live cells read it under, so the instruments they were folded with apply; where $15 is true, answers on 0..10 alone count. $16 and
-- $17 name the part (null: the whole). One row for each signal behind position $18, at most $19, each with the counts of all; one row of counts where no
-- signal is left. A signal was taken back where what corrects or retracts it was received and recorded by then, too. $20 is the workspace's name in the
-- journal, which knows who was erased. The log is read by the seals of the days on which the campaign's cells of these days were recorded, and by those the
-- cells have not reached. One snapshot, no locks.
with live as materialized (
    select p.generation, p.seal, view.declared_own($1, 'cells', p.generation) as declared
      from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live
), picked as materialized (
    select p.day, p.kind, p.counts, k.id as question, coalesce(u.id, 0) as currency
      from unnest($10::date[], $11::smallint[], $12::text[], $13::text[], $14::boolean[]) as p (day, kind, question, currency, counts)
      left join log.name k on k.workspace = $1 and k.text = p.question
      left join log.name u on u.workspace = $1 and u.text = p.currency
), asked as materialized (
    select p.day, p.kind, p.counts, p.currency, coalesce(i.question, p.question, 0) as question, i.scale
      from picked p
     cross join live l
      left join view.instruments_of($1, 'cells', l.generation) i on p.kind = 9 and i.kpi = p.question
), appended as materialized (
    select e.seal, e.history, e.recorded_at
      from log.seal e
     cross join live l
     where e.workspace = $1 and e.log = 1 and e.seal <= $4
       and (e.seal > l.seal or (e.recorded_at at time zone $3)::date in (
           select d.recorded_day from view.campaign_day d
            where d.workspace = $1 and d.generation = l.generation and d.campaign = $2 and d.occurred_day between $6 and $7))
), found as materialized (
    select s.*, a.counts
      from appended e
     cross join lateral (
           select r.* from log.signal r
            where r.workspace = $1 and r.seal = e.seal and r.campaign = $2 and r.occurred_at between $8 and $9
           offset 0) s
      join asked a on a.kind = s.kind and a.day = (s.occurred_at at time zone $3)::date and a.question = coalesce(s.kpi, 0)
       and a.currency = coalesce(s.currency, 0)
     where (a.scale is null or a.scale = convert_from(s.attributes, 'UTF8')::jsonb -> 'scale')
       and (not $15 or convert_from(s.attributes, 'UTF8')::jsonb -> 'scale' = '[0, 10]')
       and ($5 is null or coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) <= $5)
), named as materialized (
    select f.position, f.seal, f.id, f.kind, f.occurred_at, f.count, f.counts, f.customer, f.score, f.amount, k.text as question, u.text as currency,
           m.text as message, t.text as touchpoint, h.text as channel, g.text as segment,
           case when l.declared <> '{}' then view.own_named(f.attributes, l.declared) end as own,
           case when f.kind in (9, 10) then (convert_from(f.attributes, 'UTF8')::jsonb -> 'scale')::text end as scale,
           f.comment is not null as has_comment, f.corrects is not null as is_correction,
           x.position as amended_at, x.seal as amended_seal, x.kind = 11 as is_retracted
      from found f
     cross join live l
      left join lateral (
           select c.position, c.seal, c.kind
             from log.signal c
             join log.seal e on e.workspace = c.workspace and e.seal = c.seal
            where c.workspace = $1 and c.campaign = $2 and c.corrects = f.id and c.seal <= $4
              and ($5 is null or coalesce(c.received_at, case when e.history then c.occurred_at else e.recorded_at end) <= $5)) x on true
      left join log.name k on k.id = f.kpi
      left join log.name u on u.id = f.currency
      left join log.name m on m.id = f.message
      left join log.name t on t.id = f.touchpoint
      left join log.name h on h.id = f.channel
      left join log.name g on g.id = f.segment
), part as materialized (
    select n.* from named n
     where $16 is null
        or coalesce(case $16 when 'message' then n.message when 'touchpoint' then n.touchpoint when 'channel' then n.channel when 'segment' then n.segment
               else n.own ->> $16 end, '') = $17
), page as (
    select p.* from part p where p.position > $18 order by p.position limit $19
)
select c.signals, c.amended, c.n, c.comments, p.position, p.seal, p.id, p.kind, p.occurred_at, p.count, p.question, p.score, p.scale, p.amount, p.currency,
       p.message, p.touchpoint, p.channel, p.segment, p.own::text as own, p.has_comment, p.is_correction, p.amended_at, p.amended_seal, p.is_retracted,
       exists (
           select from journal.mt_events v
             join journal.entry_position o on o.tenant_id = v.tenant_id and o.seq_id = v.seq_id
            where p.customer is not null and v.tenant_id = $20 and v.stream_id = 'customer-' || p.customer and v.type = 'customer_erased' and o.seal <= $4)
           as is_erased
  from (select count(*) as signals, count(*) filter (where amended_at is not null) as amended,
               coalesce(sum(count) filter (where amended_at is null and counts), 0)::bigint as n, count(*) filter (where has_comment) as comments
          from part) c
  left join page p on true
 order by p.position;
