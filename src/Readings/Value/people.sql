-- What each customer did and said, by day: the kinds $7, in the campaign $2 where it is not null; occurred by $3, received by $4, recorded by seal $5 (null:
-- now). Days are of the zone $6, counted from 0001-01-01. What was taken back by then was never done. Whether it came after it occurred, but for a day that
-- zones make: what is dated ahead of its own receipt tells no last day. Customer by customer in the order of days. One snapshot, no locks.
select a.customer, ((a.occurred_at at time zone $6)::date - date '0001-01-01') as day, a.kind, coalesce(a.kpi, 0) as kpi,
       coalesce(a.touchpoint, 0) as touchpoint, coalesce(a.channel, 0) as channel, coalesce(a.currency, 0) as currency, a.own,
       coalesce(a.score, 0)::smallint as score, sum(a.sign * a.count)::bigint as count, coalesce(sum(a.sign * a.amount), 0)::bigint as amount,
       coalesce(sum(a.sign * a.amount) filter (where a.cost is not null), 0)::bigint as costed, sum(a.sign * a.cost)::float8 as cost,
       bool_or(a.occurred_at < a.received_at + interval '1 day') as is_dated
  from view.customer_act a
 where a.workspace = $1 and a.generation = (select generation from view.projection where workspace = $1 and name = 'customer_acts' and live)
   and a.kind = any ($7) and ($2 is null or a.campaign = $2) and ($3 is null or a.occurred_at <= $3) and ($4 is null or a.received_at <= $4)
   and ($5 is null or a.seal <= $5)
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9
having sum(a.sign * a.count) > 0
 order by 1, 2, 3, 4, 5, 6, 7, 8, 9;
