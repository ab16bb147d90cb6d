-- What each customer did and said, by day: the kinds $7, in the campaign $2 where it is not null; occurred by $3, received by $4, recorded by seal $5 (null:
-- now). Days are of the zone $6, counted from 0001-01-01. What was taken back by then was never done. Whether it came after it occurred, but for a day that
-- zones make: what is dated ahead of its own receipt tells no last day. An answer to a question of an instrument is there as asked (is_part) and as an answer
-- of the instrument's KPI, read as the live cells read it. Customer by customer in the order of days. One snapshot, no locks.
with live as materialized (
    select p.generation from view.projection p where p.workspace = $1 and p.name = 'customer_acts' and p.live
), instrument as materialized (
    select i.* from view.instruments_of($1, 'cells', (select p.generation from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live)) i
), act as (
    select a.customer, a.occurred_at, a.received_at, a.kind, a.kpi, a.touchpoint, a.channel, a.currency, a.own, a.score, a.sign, a.count, a.amount, a.cost,
           coalesce(a.kind = 9 and (a.kpi, a.scale) in (select i.question, i.scale::text from instrument i where i.kpi <> i.question), false) as is_part
      from view.customer_act a
     where a.workspace = $1 and a.generation = (select generation from live) and a.kind = any ($7) and ($2 is null or a.campaign = $2)
       and ($3 is null or a.occurred_at <= $3) and ($4 is null or a.received_at <= $4) and ($5 is null or a.seal <= $5)
       and (a.kind <> 9 or a.kpi not in (select i.kpi from instrument i))
    union all
    select a.customer, a.occurred_at, a.received_at, a.kind, i.kpi, a.touchpoint, a.channel, a.currency, a.own,
           view.instrument_score(a.score, i.how, i.top), a.sign, a.count, a.amount, a.cost, false
      from instrument i
      join view.customer_act a on a.kind = 9 and a.kpi = i.question and a.scale = i.scale::text
     where a.workspace = $1 and a.generation = (select generation from live) and a.kind = any ($7) and ($2 is null or a.campaign = $2)
       and ($3 is null or a.occurred_at <= $3) and ($4 is null or a.received_at <= $4) and ($5 is null or a.seal <= $5)
)
select a.customer, ((a.occurred_at at time zone $6)::date - date '0001-01-01') as day, a.kind, coalesce(a.kpi, 0) as kpi,
       coalesce(a.touchpoint, 0) as touchpoint, coalesce(a.channel, 0) as channel, coalesce(a.currency, 0) as currency, a.own,
       coalesce(a.score, 0)::smallint as score, sum(a.sign * a.count)::bigint as count, coalesce(sum(a.sign * a.amount), 0)::bigint as amount,
       coalesce(sum(a.sign * a.amount) filter (where a.cost is not null), 0)::bigint as costed, sum(a.sign * a.cost)::float8 as cost,
       bool_or(a.occurred_at < a.received_at + interval '1 day') as is_dated, a.is_part
  from act a
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, a.is_part
having sum(a.sign * a.count) > 0
 order by 1, 2, 3, 4, 5, 6, 7, 8, 9;
