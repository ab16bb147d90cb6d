-- What the customers $2, and the one of the id $7 (null: nobody), did and said, in the order of time: occurred by $3, received by $4, recorded by seal $5
-- (null: now). What was taken back by then was never done. Days are of the zone $6. One snapshot, no locks.
with act as (
    select a.occurred_at, min(a.received_at) as received_at, a.campaign, a.kind, a.message, a.touchpoint, a.channel, a.segment, a.kpi, a.currency, a.amount,
           a.score, a.scale, sum(a.sign * a.count)::bigint as count
      from view.customer_act a
     where a.workspace = $1 and a.generation = (select generation from view.projection where workspace = $1 and name = 'customer_acts' and live)
       and a.customer = any (array(select c.number from log.customer c where c.workspace = $1 and c.external_id = $7 union all select unnest($2)))
       and ($3 is null or a.occurred_at <= $3) and ($4 is null or a.received_at <= $4) and ($5 is null or a.seal <= $5)
     group by a.occurred_at, a.campaign, a.kind, a.message, a.touchpoint, a.channel, a.segment, a.kpi, a.currency, a.amount, a.score, a.scale
    having sum(a.sign * a.count) > 0
)
select a.occurred_at, (a.occurred_at at time zone $6)::date as day, a.received_at, p.text as campaign, a.kind, m.text as message, t.text as touchpoint,
       c.text as channel, g.text as segment, k.text as kpi, u.text as currency, a.amount, a.score, a.scale, a.count
  from act a
  join log.name p on p.id = a.campaign
  left join log.name m on m.id = a.message
  left join log.name t on t.id = a.touchpoint
  left join log.name c on c.id = a.channel
  left join log.name g on g.id = a.segment
  left join log.name k on k.id = a.kpi
  left join log.name u on u.id = a.currency
 order by a.occurred_at, a.kind, p.text, k.text;
