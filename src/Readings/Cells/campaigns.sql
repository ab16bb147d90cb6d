-- Campaigns that have cells, by name. A loose index scan: one probe a campaign, however many cells they have.
with recursive ids as (
    (select campaign from view.campaign_day where workspace = $1 and generation = (select generation from view.projection where workspace = $1
        and name = 'cells' and live) order by campaign limit 1)
    union all
    select (select d.campaign from view.campaign_day d
             where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
                 and d.campaign > ids.campaign order by d.campaign limit 1)
      from ids where ids.campaign is not null
)
select n.id, n.text from ids join log.name n on n.id = ids.campaign order by n.text;
