-- How the customers of campaign $2 add up, each over all of a period: the window from $4 to $5 (period 0) and what lies from $3 until the window (period 1), as
-- received by $6 (null: now) and recorded by seal $7. For each kind, KPI and currency: customers, and sums over customers of what each one's sums multiply
-- to. Scores are basis points of their scale; those of loyalty, whose figure is made of promoters and detractors, are 10000, 5000 and 0, on 0..10 alone.
select c.period, c.kind, k.text, u.text, count(*), sum(c.n), sum(c.n * c.n), sum(c.k), sum(c.n * c.k), sum(c.k * c.k), sum(c.kk), sum(c.a * c.a), sum(c.aa)
  from (select case when t.occurred_at >= $4 then 0 else 1 end as period, t.kind, t.kpi, t.currency, t.customer, sum(t.n) as n, sum(t.n * t.score) as k,
               sum(t.n * t.score * t.score) as kk, sum(t.sign * t.amount::float8) as a, sum(t.sign * t.amount::float8 * t.amount / greatest(t.count, 1)) as aa
          from (select a.customer, a.occurred_at, a.kind, a.kpi, a.currency, a.amount, a.count, a.sign, a.sign * a.count::float8 as n,
                       case when k.text is distinct from 'loyalty' then a.score when a.score >= 9000 then 10000 when a.score > 6000 then 5000 else 0 end::float8
                           as score
                  from view.customer_told($1, $2, $3, $5, $6, $7) a
                  left join log.name k on k.id = a.kpi
                 where k.text is distinct from 'loyalty' or a.scale = '[0, 10]') t
         group by 1, t.kind, t.kpi, t.currency, t.customer
        having sum(t.n) > 0) c
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 group by c.period, c.kind, k.text, u.text;
