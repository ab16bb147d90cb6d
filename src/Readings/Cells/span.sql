-- First and last day of a campaign as known at the end of day $3, and what is dated after the last day, of which campaign-head.sql tells the rule.
with known as materialized (
    select d.occurred_day, d.received_day, d.recorded_day, d.count
      from view.campaign_day d
     where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
       and d.campaign = $2 and d.received_day <= $3
), ends as (
    select min(occurred_day) as first, coalesce(max(occurred_day) filter (where occurred_day <= received_day and occurred_day <= recorded_day),
        max(least(received_day, recorded_day))) as last
      from known
), ahead as (
    select k.occurred_day, sum(k.count) as signals from known k, ends e where k.occurred_day > e.last group by k.occurred_day having sum(k.count) > 0
)
select least(e.first, e.last), e.last, (select sum(signals)::bigint from ahead), (select max(occurred_day) from ahead) from ends e;
