-- How the customers of campaign $2 add up, each over all of a period: the window from day $4 to $5 (period 0) and the days from $3 to the one before $4 (period
-- 1), as known at the end of day $6 and recorded by the end of day $7. For each kind, KPI and currency: customers, and sums over customers of what each one's
-- sums multiply to.
select c.period, c.kind, k.text, u.text, count(*), sum(c.n), sum(c.n * c.n), sum(c.k), sum(c.n * c.k), sum(c.k * c.k), sum(c.kk),
       sum(c.a * c.a)::float8, sum(c.aa)::float8
  from (select case when d.occurred_day >= $4 then 0 else 1 end as period, d.kind, d.kpi, d.currency, d.customer,
               sum(d.count::float8) as n, sum(d.score_sum::float8) as k, sum(100 * d.score_squares::float8) as kk,
               sum(d.amount) filter (where d.kind = 4) as a, sum(d.amount_squares) filter (where d.kind = 4) as aa
          from view.customer_day d
         where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'customer_days' and live)
           and d.campaign = $2 and d.occurred_day >= $3 and d.occurred_day <= $5 and d.received_day <= $6 and d.recorded_day <= $7
         group by 1, d.kind, d.kpi, d.currency, d.customer
        having sum(d.count) > 0) c
  left join log.name k on k.id = c.kpi
  left join log.name u on u.id = c.currency
 group by c.period, c.kind, k.text, u.text;
