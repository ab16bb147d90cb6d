-- Rows of generation $2, and rows that generations $2 and $3 do not share, over cells and campaign days.
-- A row whose numbers have all gone back to nothing says the same as no row.
with l as (
    select campaign, occurred_day, received_day, recorded_day, message, touchpoint, channel, segment, kpi, currency, kind, score, scale, own, count, amount,
        score_sum, score_squares, amount_squares
      from view.cell where workspace = $1 and generation = $2
), r as (
    select campaign, occurred_day, received_day, recorded_day, message, touchpoint, channel, segment, kpi, currency, kind, score, scale, own, count, amount,
        score_sum, score_squares, amount_squares
      from view.cell where workspace = $1 and generation = $3
), ld as (
    select campaign, occurred_day, received_day, recorded_day, kpi, currency, kind, score, scale, count, amount, score_sum, score_squares, amount_squares
      from view.campaign_day where workspace = $1 and generation = $2
), rd as (
    select campaign, occurred_day, received_day, recorded_day, kpi, currency, kind, score, scale, count, amount, score_sum, score_squares, amount_squares
      from view.campaign_day where workspace = $1 and generation = $3
)
select (select count(*) from l) + (select count(*) from ld),
       (select count(*) from (select * from l except all select * from r) d) + (select count(*) from (select * from r except all select * from l) d)
     + (select count(*) from (select * from ld except all select * from rd) d) + (select count(*) from (select * from rd except all select * from ld) d);
