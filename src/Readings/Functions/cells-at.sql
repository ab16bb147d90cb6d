-- The cells of every campaign as they stood at a set of cursors, from first_day on, without money and scores: view.cell_at of one campaign tells what the
-- cursors mean.
drop function if exists view.cells_at(integer, text, integer, date, date, timestamptz, date, timestamptz, date, integer, integer);
create function view.cells_at(
    workspace_id integer, zone text, live_generation integer, first_day date,
    occurred_whole date, occurred_until timestamptz, known_whole date, known_until timestamptz, recorded_whole date, after_seal integer, through_seal integer)
returns table (
    campaign integer, occurred_day date, received_day date, recorded_day date, touchpoint integer, kpi integer, kind smallint, count bigint)
language sql stable parallel safe as $$
    select c.campaign, c.occurred_day, c.received_day, c.recorded_day, c.touchpoint, c.kpi, c.kind, c.count
      from view.cell c
     where c.workspace = workspace_id and c.generation = live_generation
       and c.occurred_day >= first_day and c.occurred_day <= occurred_whole and c.received_day <= known_whole and c.recorded_day <= recorded_whole
    union all
    select r.campaign, r.occurred_day, r.received_day, r.recorded_day, r.touchpoint, r.kpi, r.kind, r.count
      from view.cell_contribution(workspace_id, zone, live_generation, after_seal, through_seal) r
     where (occurred_until is not null or known_until is not null or recorded_whole < 'infinity')
       and r.occurred_day >= first_day
       and (r.occurred_day <= occurred_whole or r.occurred_at <= occurred_until)
       and (r.received_day <= known_whole or r.received_at <= known_until)
       and not (r.occurred_day <= occurred_whole and r.received_day <= known_whole and r.recorded_day <= recorded_whole)
$$;
grant execute on function view.cells_at(integer, text, integer, date, date, timestamptz, date, timestamptz, date, integer, integer) to cpt_app;
