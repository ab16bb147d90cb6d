-- The texts of the names $2 and of the combinations of own dimensions $3. One snapshot.
select 1 as kind, n.id, n.text from log.name n where n.workspace = $1 and n.id = any ($2)
union all
select 2, o.id, o.named::text from view.own o where o.workspace = $1 and o.id = any ($3);
