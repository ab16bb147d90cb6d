-- Adds the contributions of seals $4 + 1 .. $5 to generation $2, of the campaigns of $6 where $7 is true and of all others where it is not: to the cells,
-- and from the same grouped rows to the campaign days, and notes which campaigns were touched, and counts it.
-- Campaigns folded by themselves come behind the others, whose seals the detectors may have passed: they are noted under the next seal.
-- Rows are written in the order of their key, so that a window of a campaign lies in a few pages.
-- One statement, one snapshot; the checkpoint's row lock, taken before, keeps a second fold of this generation out.
with declared as materialized (
    select view.declared_own($1, 'cells', $2) as own
), told as (
    select c.*, case when d.own <> '{}' then view.own_named(c.attributes, d.own) end as own
      from declared d
     cross join view.cell_contribution($1, $3, $2, $4, $5) c
     where (c.campaign = any ($6)) = $7
), folded as materialized (
    select c.campaign, c.occurred_day, c.received_day, c.recorded_day, c.message, c.touchpoint, c.channel, c.segment, c.kpi, c.currency, c.kind, c.score,
           c.scale, coalesce(o.id, 0) as own, sum(c.count)::bigint as count, sum(c.amount) as amount, sum(c.score_sum) as score_sum,
           sum(c.score_squares) as score_squares, sum(c.amount_squares) as amount_squares
      from told c
      left join view.own o on o.workspace = $1 and o.digest = md5(c.own::text)::uuid
     group by c.campaign, c.occurred_day, c.received_day, c.recorded_day, c.message, c.touchpoint, c.channel, c.segment, c.kpi, c.currency, c.kind, c.score,
         c.scale, o.id
), cells as (
    insert into view.cell (workspace, generation, campaign, occurred_day, received_day, recorded_day, message, touchpoint, channel, segment, kpi, currency,
        kind, score, scale, own,
                           count, amount, score_sum, score_squares, amount_squares)
    select $1, $2, campaign, occurred_day, received_day, recorded_day, message, touchpoint, channel, segment, kpi, currency, kind, score, scale, own,
           count, amount, score_sum, score_squares, amount_squares
      from folded
     order by campaign, occurred_day, kind, kpi, score, currency, message, touchpoint, channel, segment, received_day, recorded_day, scale, own
    on conflict (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, message, touchpoint, channel, segment, received_day, recorded_day,
        scale, own) do update
       set count = cell.count + excluded.count, amount = cell.amount + excluded.amount, score_sum = cell.score_sum + excluded.score_sum,
           score_squares = cell.score_squares + excluded.score_squares, amount_squares = cell.amount_squares + excluded.amount_squares
), arrivals as (
    insert into view.arrival (workspace, generation, seal, campaign, received_day)
    select $1, $2, case when $7 then $5 + 1 else $5 end, campaign, min(received_day) from folded group by campaign
    on conflict (workspace, generation, seal, campaign) do update set received_day = least(arrival.received_day, excluded.received_day)
), counted as (
    insert into view.campaign_folds (workspace, generation, campaign, folds)
    select $1, $2, campaign, 1 from folded group by campaign order by campaign
    on conflict (workspace, generation, campaign) do update set folds = campaign_folds.folds + 1
)
insert into view.campaign_day (workspace, generation, campaign, occurred_day, received_day, recorded_day, kpi, currency, kind, score, scale,
                               count, amount, score_sum, score_squares, amount_squares)
select $1, $2, campaign, occurred_day, received_day, recorded_day, kpi, currency, kind, score, scale,
       sum(count), sum(amount), sum(score_sum), sum(score_squares), sum(amount_squares)
  from folded
 group by campaign, occurred_day, received_day, recorded_day, kpi, currency, kind, score, scale
 order by campaign, occurred_day, kind, kpi, score, currency, received_day, recorded_day, scale
on conflict (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, received_day, recorded_day, scale) do update
   set count = campaign_day.count + excluded.count, amount = campaign_day.amount + excluded.amount, score_sum = campaign_day.score_sum + excluded.score_sum,
       score_squares = campaign_day.score_squares + excluded.score_squares, amount_squares = campaign_day.amount_squares + excluded.amount_squares;
