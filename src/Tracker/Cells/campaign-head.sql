-- A campaign's number, the last day on which anything of it occurred, how far its cells are folded, and the heads of its workspace, in one
-- snapshot. No row without such a name.
select n.id, (select max(d.occurred_day) from view.campaign_day d where d.workspace = $1 and d.generation = p.generation and d.campaign = n.id),
       coalesce(p.generation, 0), coalesce(p.seal, 0), w.seals, w.journal
  from log.name n
  join log.workspace w on w.id = n.workspace
  left join view.projection p on p.workspace = n.workspace and p.name = 'cells' and p.live
 where n.workspace = $1 and n.text = $2;
