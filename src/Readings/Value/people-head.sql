-- What readings of everybody rest on: the generations that are live, the last seal of signals that acts are folded to, and how often the documents and links $3
-- of the workspace $2 were decided. Other decisions move none of it. One snapshot, no locks.
select a.generation as acts, c.generation as cells,
       coalesce((select max(s.seal) from log.seal s where s.workspace = $1 and s.seal <= a.seal and s.log = 1), 0) as seal,
       coalesce((select sum(j.version) from journal.mt_streams j where j.tenant_id = $2 and j.id = any ($3)), 0)::bigint as decisions
  from view.projection a
  join view.projection c on c.workspace = a.workspace and c.name = 'cells' and c.live
 where a.workspace = $1 and a.name = 'customer_acts' and a.live;
