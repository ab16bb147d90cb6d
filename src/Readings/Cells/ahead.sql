-- How many signals of a workspace, by their counts, are dated after day $2. A loose index scan over the campaigns, then the end of each one's key.
with recursive live as (
    select generation from view.projection where workspace = $1 and name = 'cells' and live
), ids as (
    (select campaign from view.campaign_day where workspace = $1 and generation = (select generation from live) order by campaign limit 1)
    union all
    select (select d.campaign from view.campaign_day d where d.workspace = $1 and d.generation = (select generation from live) and d.campaign > ids.campaign
        order by d.campaign limit 1)
      from ids where ids.campaign is not null
)
select greatest(0, coalesce(sum(a.signals), 0))::bigint
  from ids
 cross join lateral (
       select sum(d.count) as signals from view.campaign_day d
        where d.workspace = $1 and d.generation = (select generation from live) and d.campaign = ids.campaign and d.occurred_day > $2) a;
