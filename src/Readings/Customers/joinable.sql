-- Of the answers of all campaigns from $2 on: how many name a customer, and of how many that customer (or one linked to that customer: $6 and the person $7
-- each stands for) had done something by then or within the next 24 hours, for sources tell days in zones of their own. At the cursors: occurred by $3,
-- received by $4, recorded by seal $5 (null: now). What was taken back by then was never done. Each act is read once. One snapshot, no locks.
with live as materialized (
    select p.generation from view.projection p where p.workspace = $1 and p.name = 'customer_acts' and p.live
), person as materialized (
    select l.number, l.person from unnest($6, $7) as l (number, person)
), answer as materialized (
    select coalesce(p.person, a.customer) as person, a.occurred_at, sum(a.sign * a.count)::bigint as count
      from view.customer_act a
      left join person p on p.number = a.customer
     where a.workspace = $1 and a.generation = (select generation from live) and a.kind in (9, 10)
       and a.occurred_at >= $2 and a.occurred_at <= $3 and ($4 is null or a.received_at <= $4) and ($5 is null or a.seal <= $5)
     group by 1, a.occurred_at
    having sum(a.sign * a.count) > 0
), act as materialized (
    select coalesce(p.person, c.customer) as person, c.occurred_at
      from view.customer_act c
      left join person p on p.number = c.customer
     where c.workspace = $1 and c.generation = (select generation from live) and c.kind not in (9, 10)
       and c.occurred_at <= $3 and ($4 is null or c.received_at <= $4) and ($5 is null or c.seal <= $5)
     group by 1, c.occurred_at, c.kind
    having sum(c.sign * c.count) > 0
), began as (
    select person, min(occurred_at) as at from act group by person
)
select coalesce(sum(a.count), 0)::bigint as named,
       coalesce(sum(a.count) filter (where b.at <= a.occurred_at + interval '24 hours'), 0)::bigint as joinable
  from answer a left join began b on b.person = a.person;
