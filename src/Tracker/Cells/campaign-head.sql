-- A campaign's number, the last day on which anything of it occurred, how far its cells are folded, the heads of its workspace, and what of it
-- could not be folded, in one snapshot. No row without such a name.
select n.id, (select max(d.occurred_day) from view.campaign_day d where d.workspace = $1 and d.generation = p.generation and d.campaign = n.id),
       coalesce(p.generation, 0), coalesce(p.seal, 0), w.seals, w.journal, a.folded, a.signals, a.since
  from log.name n
  join log.workspace w on w.id = n.workspace
  left join view.projection p on p.workspace = n.workspace and p.name = 'cells' and p.live
  left join view.set_aside a on a.workspace = p.workspace and a.projection = p.name and a.generation = p.generation and a.campaign = n.id
 where n.workspace = $1 and n.text = $2;
