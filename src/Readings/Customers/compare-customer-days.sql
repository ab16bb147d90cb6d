-- Rows of generation $2, and rows that generations $2 and $3 do not share.
with l as (
    select campaign, occurred_day, received_day, recorded_day, customer, kpi, currency, kind, count, amount, amount_squares, score_sum, score_squares
      from view.customer_day where workspace = $1 and generation = $2
), r as (
    select campaign, occurred_day, received_day, recorded_day, customer, kpi, currency, kind, count, amount, amount_squares, score_sum, score_squares
      from view.customer_day where workspace = $1 and generation = $3
)
select (select count(*) from l), (select count(*) from (select * from l except all select * from r) d) + (select count(*)
    from (select * from r except all select * from l) d);
