-- A campaign's number, its last day, how far its cells are folded, the heads of its workspace, what is dated after the last day, and what of it, or of its
-- customers' acts, could not be folded, in one snapshot. No row without such a name. The last day is that of what occurred no later than it was received and
-- recorded; where a campaign has nothing but signals dated ahead, the day the newest of them came. Backwards through the key, so a few rows are read.
select n.id, l.day, coalesce(p.generation, 0), coalesce(p.seal, 0), w.seals, w.journal, a.signals, a.newest, s.folded, s.signals, s.since
  from log.name n
  join log.workspace w on w.id = n.workspace
  left join view.projection p on p.workspace = n.workspace and p.name = 'cells' and p.live
 cross join lateral (
       select coalesce((select max(d.occurred_day) from view.campaign_day d
                         where d.workspace = $1 and d.generation = p.generation and d.campaign = n.id and d.occurred_day <= d.received_day
                             and d.occurred_day <= d.recorded_day),
                       (select max(least(d.received_day, d.recorded_day)) from view.campaign_day d where d.workspace = $1 and d.generation = p.generation
                           and d.campaign = n.id)) as day) l
 cross join lateral (
       select sum(k.signals)::bigint as signals, max(k.occurred_day) as newest
         from (select d.occurred_day, sum(d.count) as signals from view.campaign_day d
                where d.workspace = $1 and d.generation = p.generation and d.campaign = n.id and d.occurred_day > l.day
                group by d.occurred_day having sum(d.count) > 0) k) a
 cross join lateral (
       select min(h.folded) as folded, max(h.signals) as signals, min(h.since) as since
         from view.set_aside h
         join view.projection o on o.workspace = h.workspace and o.name = h.projection and o.generation = h.generation and o.live
        where h.workspace = $1 and h.projection in ('cells', 'customer_acts') and h.campaign = n.id) s
 where n.workspace = $1 and n.text = $2;
