-- First and last day of a campaign at any cursors, and what is dated after the last day; span.sql is the faster form for whole days.
with known as materialized (
    select c.occurred_day, c.received_day, c.recorded_day, c.count
      from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                        $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c
), ends as (
    select min(occurred_day) as first, coalesce(max(occurred_day) filter (where occurred_day <= received_day and occurred_day <= recorded_day),
        max(least(received_day, recorded_day))) as last
      from known
), ahead as (
    select k.occurred_day, sum(k.count) as signals from known k, ends e where k.occurred_day > e.last group by k.occurred_day having sum(k.count) > 0
)
select least(e.first, e.last), e.last, (select sum(signals)::bigint from ahead), (select max(occurred_day) from ahead) from ends e;
