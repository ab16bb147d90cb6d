-- The last seal folded into the acts of customers, and the texts of the names $2 and of the combinations of own dimensions $3. One snapshot.
select 0 as kind, coalesce(p.seal, 0) as id, '' as text from view.projection p where p.workspace = $1 and p.name = 'customer_acts' and p.live
union all
select 1, n.id, n.text from log.name n where n.workspace = $1 and n.id = any ($2)
union all
select 2, o.id, o.named::text from view.own o where o.workspace = $1 and o.id = any ($3);
