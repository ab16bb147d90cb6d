-- A campaign's number, the last day on which anything of it occurred, and the heads of its workspace, in one snapshot. No row without such a name.
select n.id,
       (select max(d.occurred_day)
          from view.campaign_day d
         where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live) and d.campaign = n.id),
       w.seals, w.journal
  from log.name n
  join log.workspace w on w.id = n.workspace
 where n.workspace = $1 and n.text = $2;
