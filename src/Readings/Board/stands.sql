-- Where each campaign with cells stands, by name, in one snapshot: the live generation, the heads of the workspace, how many folds touched the campaign, and
-- what of it, or of its customers' acts, could not be folded. A loose index scan: one probe a campaign, however many cells it has.
with recursive live as materialized (
    select generation, seal from view.projection where workspace = $1 and name = 'cells' and live
), ids as (
    (select campaign from view.campaign_day where workspace = $1 and generation = (select generation from live) order by campaign limit 1)
    union all
    select (select d.campaign from view.campaign_day d
             where d.workspace = $1 and d.generation = (select generation from live) and d.campaign > ids.campaign order by d.campaign limit 1)
      from ids where ids.campaign is not null
), aside as (
    select h.campaign, min(h.folded) as folded, max(h.signals) as signals, min(h.since) as since
      from view.set_aside h
      join view.projection o on o.workspace = h.workspace and o.name = h.projection and o.generation = h.generation and o.live
     where h.workspace = $1 and h.projection in ('cells', 'customer_acts')
     group by h.campaign
)
select n.text, live.generation, live.seal, w.seals, w.journal, coalesce(f.folds, 0) as folds, a.folded, a.signals, a.since
  from ids
  join log.name n on n.workspace = $1 and n.id = ids.campaign
 cross join live
  join log.workspace w on w.id = $1
  left join view.campaign_folds f on f.workspace = $1 and f.generation = live.generation and f.campaign = ids.campaign
  left join aside a on a.campaign = ids.campaign
 order by n.text;
