-- The heads of the workspace's logs, the seal folded into its cells, and the rows of all its projections.
select w.signals, w.journal, w.seals, coalesce(max(p.seal) filter (where p.name = 'cells' and p.live), 0) as folded,
       coalesce(string_agg(p::text, ';' order by p.name, p.generation), '') as projections
  from log.workspace w
  left join view.projection p on p.workspace = w.id
 where w.id = $1
 group by w.id, w.signals, w.journal, w.seals;
