-- Adds what customers did and said in seals $3 + 1 .. $4 to generation $2, of the campaigns of $5 where $6 is true and of all others where it is not: that a
-- question was asked is no act of theirs. Rows are written customer by customer, so that one customer's lie together. The cost of an order's goods is an
-- attribute, which was checked on the way in; one that came before it was is taken where it is written as an amount.
with declared as materialized (
    select view.declared_own($1, 'customer_acts', $2) as own
), told as (
    select c.*, case when d.own <> '{}' then view.own_named(c.attributes, d.own) end as own,
           case when c.kind = 4 and position('"cost"'::bytea in c.attributes) > 0 then convert_from(c.attributes, 'UTF8')::jsonb ->> 'cost' end as cost
      from declared d
     cross join log.contribution($1, $3, $4) c
     where c.customer is not null and c.kind not in (13, 14) and (c.campaign = any ($5)) = $6
)
insert into view.customer_act (occurred_at, received_at, amount, workspace, generation, customer, campaign, seal, count, message, touchpoint, channel, segment,
                               kpi, currency, kind, sign, score, scale, own, cost)
select c.occurred_at, c.received_at, c.amount, $1, $2, c.customer, c.campaign, c.seal, c.count, c.message, c.touchpoint, c.channel, c.segment,
       c.kpi, c.currency, c.kind, c.sign, c.score,
       case when c.kind in (9, 10) then (convert_from(c.attributes, 'UTF8')::jsonb -> 'scale')::text end, coalesce(o.id, 0),
       case when c.cost ~ '^\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$' and length(c.cost) <= 100 then trim_scale(c.cost::numeric) end
  from told c
  left join view.own o on o.workspace = $1 and o.digest = md5(c.own::text)::uuid
 order by c.customer, c.occurred_at;
