-- Rows of generation $2, and rows that generations $2 and $3 do not share.
with l as (
    select occurred_at, received_at, amount, customer, campaign, seal, count, message, touchpoint, channel, segment, kpi, currency, kind, sign, score, scale,
           own, cost
      from view.customer_act where workspace = $1 and generation = $2
), r as (
    select occurred_at, received_at, amount, customer, campaign, seal, count, message, touchpoint, channel, segment, kpi, currency, kind, sign, score, scale,
           own, cost
      from view.customer_act where workspace = $1 and generation = $3
)
select (select count(*) from l), (select count(*) from (select * from l except all select * from r) d) + (select count(*)
    from (select * from r except all select * from l) d);
