-- Each campaign with cells, and the answers to KPI $2 that it received in the year up to its newest received day; those with most answers first.
with days as materialized (
    select campaign, kpi, received_day, sum(count) filter (where kind in (9, 10)) as answers
      from view.campaign_day
     where workspace = $1 and generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
         and received_day <= recorded_day
     group by campaign, kpi, received_day
), newest as materialized (
    select campaign, max(received_day) as day from days group by campaign
), asked as materialized (
    select d.campaign, sum(d.answers) as answers
      from days d join newest on newest.campaign = d.campaign
     where d.kpi in (select id from log.name where workspace = $1 and text = $2) and d.received_day > newest.day - 365
     group by d.campaign
)
select n.id, n.text as name, coalesce(asked.answers, 0)::bigint as answers
  from newest join log.name n on n.id = newest.campaign left join asked on asked.campaign = newest.campaign
 order by 3 desc, n.text;
