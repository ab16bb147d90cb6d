-- Adds what customers bought and answered in seals $4 + 1 .. $5 to generation $2, of the campaigns of $6 where $7 is true and of all others where it is not.
with told as (
    select c.campaign, (c.occurred_at at time zone $3)::date as occurred_day, (c.received_at at time zone $3)::date as received_day,
        (c.recorded_at at time zone $3)::date as recorded_day,
           c.customer, coalesce(c.kpi, 0) as kpi, coalesce(c.currency, 0) as currency, c.kind, (c.sign * c.count)::bigint as count,
           coalesce(c.sign * c.amount, 0)::numeric as amount,
           case when c.amount is null then 0 else c.sign * div(c.amount::numeric * c.amount, greatest(c.count, 1)) end as amount_squares,
           case when k.text is distinct from 'loyalty' then c.score when c.score >= 9000 then 10000 when c.score > 6000 then 5000 else 0 end as score, c.sign
      from view.told($1, 'customer_days', $2, $4, $5) c
      left join log.name k on k.id = c.kpi
     where c.kind in (4, 9, 10) and c.customer is not null and (c.campaign = any ($6)) = $7
       and (k.text is distinct from 'loyalty' or convert_from(c.attributes, 'UTF8')::jsonb -> 'scale' = '[0, 10]')
)
insert into view.customer_day (workspace, generation, campaign, occurred_day, received_day, recorded_day, customer, kpi, currency, kind,
                               count, amount, amount_squares, score_sum, score_squares)
select $1, $2, campaign, occurred_day, received_day, recorded_day, customer, kpi, currency, kind,
       sum(count), sum(amount), sum(amount_squares), coalesce(sum(count * score), 0), coalesce(sum(count * round(score::integer * score / 100.0)::bigint), 0)
  from told
 group by campaign, occurred_day, received_day, recorded_day, customer, kpi, currency, kind
 order by campaign, occurred_day, kind, kpi, currency, customer, received_day, recorded_day
on conflict (workspace, generation, campaign, occurred_day, kind, kpi, currency, customer, received_day, recorded_day) do update
   set count = customer_day.count + excluded.count, amount = customer_day.amount + excluded.amount,
       amount_squares = customer_day.amount_squares + excluded.amount_squares,
       score_sum = customer_day.score_sum + excluded.score_sum, score_squares = customer_day.score_squares + excluded.score_squares;
