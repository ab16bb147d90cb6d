-- How many signals, by their counts, name each own dimension that the live cells are apart by, and with how many values.
with live as materialized (
    select p.generation from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live
), used as (
    select c.own, sum(c.count)::bigint as count from live l join view.cell c on c.workspace = $1 and c.generation = l.generation and c.own <> 0 group by c.own
)
select n.key as dimension, sum(u.count)::bigint as named, count(distinct n.value) as values
  from used u
  join view.own o on o.id = u.own
 cross join lateral jsonb_each_text(o.named) n
 where u.count > 0
 group by n.key;
