-- What the customers of campaign $2 did that an experiment turns on, occurred from $3 to $4 (both included), received by $5 (null: now) and recorded by
-- seal $6: acts that name the arm $8 or $9 by the dimension $7, orders, and answers of the KPI $10 ('' for none), read as the live cells read them. Days
-- are of the zone $11; of an act at midnight its source may not have told the hour. Acts that are alike are one row with their number; a customer who did
-- other things, too, has one row without a moment for all of them. What was taken back by then was never done. Customer by customer in the order of time.
-- One snapshot, no locks.
with live as materialized (
    select p.generation from view.projection p where p.workspace = $1 and p.name = 'customer_acts' and p.live
), instrument as materialized (
    select i.* from view.instruments_of($1, 'cells', (select p.generation from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live)) i
), done as (
    select a.customer, a.occurred_at, a.kind, a.amount, a.currency, a.kpi, a.score, a.count, a.sign, a.message, a.touchpoint, a.channel, a.segment, a.own
      from view.customer_act a
     where a.workspace = $1 and a.generation = (select generation from live) and a.campaign = $2 and a.kind <> 6
       and a.occurred_at >= $3 and a.occurred_at <= $4 and ($5 is null or a.received_at <= $5) and a.seal <= $6
       and (a.kind <> 9 or a.kpi not in (select i.kpi from instrument i))
    union all
    select a.customer, a.occurred_at, a.kind, a.amount, a.currency, i.kpi, view.instrument_score(a.score, i.how, i.top), a.count, a.sign, a.message,
           a.touchpoint, a.channel, a.segment, a.own
      from instrument i
      join view.customer_act a on a.kind = 9 and a.kpi = i.question and a.scale = i.scale::text
     where a.workspace = $1 and a.generation = (select generation from live) and a.campaign = $2
       and a.occurred_at >= $3 and a.occurred_at <= $4 and ($5 is null or a.received_at <= $5) and a.seal <= $6
), told as (
    select a.customer, a.occurred_at, a.kind, a.amount, a.currency, a.score, a.count, a.sign,
           case coalesce(n.text, o.named ->> $7) when $8 then 0 when $9 then 1 end as arm,
           coalesce(a.kind = 9 and k.text = $10, false) or (a.kind = 10 and $10 = 'sentiment') as answers
      from done a
      left join log.name n on n.id = case $7 when 'message' then a.message when 'touchpoint' then a.touchpoint when 'channel' then a.channel
          when 'segment' then a.segment end
      left join view.own o on o.workspace = $1 and o.id = a.own
      left join log.name k on k.id = a.kpi
), act as (
    select t.customer, t.occurred_at, t.kind, t.amount, t.currency, t.score, t.count, t.arm, t.answers, sum(t.sign)::bigint as times
      from told t
     where t.arm is not null or t.kind = 4 or t.answers
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    having sum(t.sign) > 0
), other as (
    select t.customer, t.occurred_at, t.kind, t.count, sum(t.sign)
      from told t
     where t.arm is null and t.kind <> 4 and not t.answers
     group by 1, 2, 3, 4
    having sum(t.sign) > 0
)
select a.customer, a.occurred_at, (a.occurred_at at time zone $11)::date as day,
       (a.occurred_at at time zone $11)::time = '00:00' as is_midnight, a.kind, a.arm, a.answers, a.amount, u.text as currency, a.score, a.count, a.times
  from act a
  left join log.name u on u.id = a.currency
union all
select distinct r.customer, null::timestamptz, null::date, false, 0::smallint, null::integer, false, null::bigint, null::text, null::smallint, 0, 0::bigint
  from other r
 order by 1, 2, 5, 6, 8, 9, 10, 11, 12;
