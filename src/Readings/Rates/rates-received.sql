-- The rates of currency $2 in the currencies $3 that were received up to day $4 (zone $5), as known at $6 (null: now) and recorded by seal $7: what `count`
-- units of it were worth, in minor units of the other currency, with the day each is of, the day it was received and the first day on which a later signal
-- corrected it (null: none). Of two rates of one day the later stands behind the other. One snapshot, no locks.
with rate as (
    select s.position, s.id, s.campaign, s.occurred_at, s.currency, s.amount, s.count,
           (coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) at time zone $5)::date as received_on
      from log.signal s
      join log.seal e on e.workspace = s.workspace and e.seal = s.seal
     where s.workspace = $1 and s.kind = 12 and convert_from(s.attributes, 'UTF8')::jsonb ->> 'base' = $2
       and s.currency = any (array(select n.id from log.name n where n.text = any ($3))) and s.seal <= $7
       and ($6 is null or coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) <= $6)
)
select u.text as currency, (r.occurred_at at time zone $5)::date as day, r.amount, r.count, r.received_on, f.corrected_on
  from rate r
  join log.name u on u.id = r.currency
  left join lateral (
       select min((coalesce(c.received_at, case when e.history then c.occurred_at else e.recorded_at end) at time zone $5)::date) as corrected_on
         from log.signal c
         join log.seal e on e.workspace = c.workspace and e.seal = c.seal
        where c.workspace = $1 and c.campaign = r.campaign and c.corrects = r.id and c.seal <= $7
          and ($6 is null or coalesce(c.received_at, case when e.history then c.occurred_at else e.recorded_at end) <= $6)) f on true
 where r.received_on <= $4
 order by 1, 2, r.occurred_at, r.position;
