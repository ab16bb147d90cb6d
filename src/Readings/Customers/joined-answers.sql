-- The answers of campaign $2 from $3 on that name no $4 (message, channel or segment) and whose customer had named one before: with the last one that
-- the customer named, whatever the campaign, but a message only in this one. At the cursors: occurred by $5, received by $6, recorded by seal $7
-- (null: now). An answer at midnight (zone $8) is of a day whose hour its source did not tell: all of the day is before it. Where a customer had no
-- touch before, the first one within the next 24 hours counts: sources tell days in zones of their own. Two numbers that are linked ($9 and the
-- person $10 each stands for) are one customer. What was taken back by then was never done. Answers are read by the instruments
-- that the live cells are read by. Of each group: whether the touch was older than 90 days,
-- and whether the customer had bought more than once by then. One snapshot, no locks.
with live as materialized (
    select p.generation from view.projection p where p.workspace = $1 and p.name = 'customer_acts' and p.live
), person as materialized (
    select l.number, l.person from unnest($9, $10) as l (number, person)
), read as materialized (
    select a.customer, a.occurred_at,
           case when (a.occurred_at at time zone $8)::time = '00:00'
               then ((a.occurred_at at time zone $8)::date + 1)::timestamp at time zone $8 - interval '1 microsecond' else a.occurred_at end as until,
           a.kind, a.kpi, a.scale, a.score, sum(a.sign * a.count)::bigint as count
      from view.customer_told($1, $2, $3, $5, $6, $7) a
     where a.kind in (9, 10) and case $4 when 'message' then a.message when 'channel' then a.channel else a.segment end is null
     group by a.customer, a.occurred_at, a.kind, a.kpi, a.scale, a.score
    having sum(a.sign * a.count) > 0
), asked as (
    select distinct customer, occurred_at, until from read
), told as (
    select a.customer, a.occurred_at, t.name, t.touched_at, t.orders
      from asked a
     cross join lateral (
           select u.name, u.touched_at, sum(u.orders) over () as orders
             from (select case $4 when 'message' then case when c.campaign = $2 then c.message end when 'channel' then c.channel else c.segment end as name,
                          c.occurred_at as touched_at, sum(c.sign * c.count) filter (where c.kind = 4 and c.occurred_at <= a.until) as orders
                     from view.customer_act c
                    where c.workspace = $1 and c.generation = (select generation from live)
                      and c.customer = any (array(select a.customer union all select o.number from person p join person o on o.person = p.person
                        where p.number = a.customer and o.number <> a.customer))
                      and c.kind not in (9, 10)
                      and c.occurred_at <= a.until + interval '24 hours'
                      and ($5 is null or c.occurred_at <= $5) and ($6 is null or c.received_at <= $6) and ($7 is null or c.seal <= $7)
                    group by 1, 2
                   having sum(c.sign * c.count) > 0) u
            order by (u.name is null), (u.touched_at > a.until), abs(extract(epoch from a.until - u.touched_at)), u.name
            limit 1) t
     where t.name is not null
)
select (a.occurred_at at time zone $8)::date as day, n.text as scope, a.kind, case when a.kind = 10 then 'sentiment' else k.text end as kpi, a.scale,
       case when k.text = 'loyalty' then a.score end as score, sum(a.count)::bigint as count, sum(a.count * a.score)::numeric as score_sum,
       sum(a.count * a.score::bigint * a.score)::numeric as score_squares, a.occurred_at - t.touched_at > interval '90 days' as is_old,
       coalesce(t.orders, 0) > 1 as is_returning
  from read a
  join told t on t.customer = a.customer and t.occurred_at = a.occurred_at
  join log.name n on n.id = t.name
  left join log.name k on k.id = a.kpi
 group by 1, 2, 3, 4, 5, 6, 10, 11;
