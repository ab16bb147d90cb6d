-- The answers to the questions $2 that name a customer, of campaign $3, with the customer and the day (zone $7): occurred by $4, received by $5,
-- recorded by seal $6 (null: now). What was taken back by then was never given. One snapshot, no locks.
select a.customer, (a.occurred_at at time zone $7)::date as day, k.text as question, coalesce(a.scale, '') as scale, a.score
  from view.customer_act a
  join log.name k on k.id = a.kpi
 where a.workspace = $1 and a.generation = (select generation from view.projection where workspace = $1 and name = 'customer_acts' and live)
   and a.kind = 9 and k.text = any ($2) and a.campaign = $3
   and ($4 is null or a.occurred_at <= $4) and ($5 is null or a.received_at <= $5) and ($6 is null or a.seal <= $6)
 group by a.customer, 2, k.text, a.scale, a.score, a.occurred_at
having sum(a.sign * a.count) > 0
 order by a.customer, 2, a.occurred_at, k.text, a.score;
