-- Each message of a campaign with the first and the last day on which it was seen, the first and the last on which it was the most named of its versions (what
-- stands before @ is the message, what stands behind it the version), and how many signals name it, at any cursors. What corrections took back whole was never
-- seen.
with seen as (
    select c.message, c.occurred_day, sum(c.count) as count
      from view.cell_at($1, $10, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                        $2, '-infinity', $3, $4, $5, $6, $7, $8, $9) c
     where c.message <> 0
     group by c.message, c.occurred_day
    having sum(c.count) > 0
), ranked as (
    select n.text, s.occurred_day, s.count, row_number() over (partition by split_part(n.text, '@', 1), s.occurred_day order by s.count desc, n.text) as rank
      from seen s
      join log.name n on n.id = s.message
)
select r.text as message, min(r.occurred_day) as first, max(r.occurred_day) as last, min(r.occurred_day) filter (where r.rank = 1) as led_from,
       max(r.occurred_day) filter (where r.rank = 1) as led_to, sum(r.count)::bigint as signals
  from ranked r
 group by r.text
 order by 2, 1;
