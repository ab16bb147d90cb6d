-- The cells of one campaign as they stood at a set of cursors, every day of it that is at or before them. Each cursor is a last whole day, read from
-- the cells, and an instant (or seal) inside the day after it, read from the log; a null instant means the cursor ends with its whole day.
-- occurred: what had happened by then; known: what had been received by then; recorded: what was recorded by that seal.
-- Signals up to after_seal are in the cells whatever the cursors, so the log is read from there on.
drop function if exists view.cell_at(integer, text, integer, integer, date, date, timestamptz, date, timestamptz, date, integer, integer);
create function view.cell_at(
    workspace_id integer, zone text, live_generation integer, campaign_id integer, first_day date,
    occurred_whole date, occurred_until timestamptz, known_whole date, known_until timestamptz, recorded_whole date, after_seal integer, through_seal integer)
returns table (
    occurred_day date, received_day date, recorded_day date, message integer, touchpoint integer, channel integer,
    segment integer, kpi integer, currency integer, kind smallint, score smallint,
    count bigint, amount numeric, score_sum numeric, score_squares numeric, amount_squares numeric, scale text, own jsonb)
language sql stable parallel safe as $$
    select c.occurred_day, c.received_day, c.recorded_day, c.message, c.touchpoint, c.channel, c.segment, c.kpi, c.currency, c.kind, c.score,
           c.count, c.amount, c.score_sum, c.score_squares, c.amount_squares, c.scale, o.named
      from view.cell c
      left join view.own o on o.id = c.own
     where c.workspace = workspace_id and c.generation = live_generation and c.campaign = campaign_id
       and c.occurred_day >= first_day and c.occurred_day <= occurred_whole and c.received_day <= known_whole and c.recorded_day <= recorded_whole
    union all
    select r.occurred_day, r.received_day, r.recorded_day, r.message, r.touchpoint, r.channel, r.segment, r.kpi, r.currency, r.kind, r.score,
           r.count, r.amount, r.score_sum, r.score_squares::numeric, r.amount_squares, r.scale,
           case when d.declared <> '{}' then view.own_named(r.attributes, d.declared) end
      from view.cell_contribution(workspace_id, zone, live_generation, after_seal, through_seal) r
     cross join (select view.declared_own(workspace_id, 'cells', live_generation) as declared offset 0) d
     where (occurred_until is not null or known_until is not null or recorded_whole < 'infinity')
       and r.campaign = campaign_id and r.occurred_day >= first_day
       and (r.occurred_day <= occurred_whole or r.occurred_at <= occurred_until)
       and (r.received_day <= known_whole or r.received_at <= known_until)
       and not (r.occurred_day <= occurred_whole and r.received_day <= known_whole and r.recorded_day <= recorded_whole)
$$;
grant execute on function view.cell_at(integer, text, integer, integer, date, date, timestamptz, date, timestamptz, date, integer, integer) to cpt_app;
