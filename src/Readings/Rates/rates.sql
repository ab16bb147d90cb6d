-- The rates of currency $2 on each day from $3 to $4 (zone $5), as known at $6 and recorded by seal $7 (null: now): what `count` units of it were
-- worth, in minor units of the other currency. A rate that a later one corrects by then is left out. One snapshot, no locks.
with rate as (
    select s.position, s.id, s.campaign, s.occurred_at, s.currency, s.amount, s.count
      from log.signal s
      join log.seal e on e.workspace = s.workspace and e.seal = s.seal
     where s.workspace = $1 and s.kind = 12 and convert_from(s.attributes, 'UTF8')::jsonb ->> 'base' = $2
       and (s.occurred_at at time zone $5)::date between $3 and $4 and ($7 is null or s.seal <= $7)
       and ($6 is null or coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) <= $6)
)
select u.text as currency, (r.occurred_at at time zone $5)::date as day, r.amount, r.count
  from rate r
  join log.name u on u.id = r.currency
 where not exists (
       select from log.signal c
         join log.seal f on f.workspace = c.workspace and f.seal = c.seal
        where c.workspace = $1 and c.campaign = r.campaign and c.corrects = r.id and ($7 is null or c.seal <= $7)
          and ($6 is null or coalesce(c.received_at, case when f.history then c.occurred_at else f.recorded_at end) <= $6))
 order by 1, 2, r.occurred_at, r.position;
