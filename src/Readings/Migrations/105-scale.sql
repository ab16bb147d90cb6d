-- The scale of an answer is part of its cell: a score says what it says on its own scale alone, and no value tells which that was. It is the
-- JSON of the signal's attributes, such as [1, 5] (two ways of writing one number are two rows, which a reading adds up); '' where a signal has
-- none. Rows folded before have '' until the cells are rebuilt, which the next catch-up does.
alter table view.cell add column scale text collate "C" not null default '';
alter table view.cell drop constraint cell_pkey,
    add primary key (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, message, touchpoint, channel, segment, received_day, recorded_day, scale);
alter table view.campaign_day add column scale text collate "C" not null default '';
alter table view.campaign_day drop constraint campaign_day_pkey,
    add primary key (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, received_day, recorded_day, scale);

-- The logs' contributions in the form of cells, ungrouped: what a fold adds, and what a reading with a cursor inside a day adds to the cells of the days before.
drop function view.cell_contribution(integer, text, integer, integer);
create function view.cell_contribution(workspace_id integer, zone text, after integer, through integer)
returns table (
    seal integer, campaign integer, occurred_day date, received_day date, recorded_day date, message integer, touchpoint integer, channel integer, segment integer,
    kpi integer, currency integer, kind smallint, score smallint, count bigint, amount bigint, score_sum bigint, score_squares bigint, amount_squares numeric,
    occurred_at timestamptz, received_at timestamptz, scale text)
language sql stable parallel safe as $$
    select c.seal, c.campaign, (c.occurred_at at time zone zone)::date, (c.received_at at time zone zone)::date, (c.recorded_at at time zone zone)::date,
           coalesce(c.message, 0), coalesce(c.touchpoint, 0), coalesce(c.channel, 0), coalesce(c.segment, 0),
           coalesce(c.kpi, 0), coalesce(c.currency, 0), c.kind, case when c.kind = 9 then coalesce(c.score, -1) else -1 end::smallint,
           (c.sign * c.count)::bigint, coalesce(c.sign * c.amount, 0)::bigint,
           coalesce(c.sign * c.count::bigint * c.score, 0), coalesce(c.sign * c.count::bigint * c.score * c.score, 0),
           case when c.amount is null then 0 else c.sign * div(c.amount::numeric * c.amount, greatest(c.count, 1)) end,
           c.occurred_at, c.received_at,
           case when c.kind in (9, 10) then coalesce((convert_from(c.attributes, 'UTF8')::jsonb -> 'scale')::text, '') else '' end
      from log.contribution(workspace_id, after, through) c;
$$;
grant execute on function view.cell_contribution(integer, text, integer, integer) to cpt_app;
-- The cells of one campaign as they stood at a set of cursors, every day of it that is at or before them. Each cursor is a last whole day, read from
-- the cells, and an instant (or seal) inside the day after it, read from the log; a null instant means the cursor ends with its whole day.
-- occurred: what had happened by then; known: what had been received by then; recorded: what was recorded by that seal.
-- Signals up to after_seal are in the cells whatever the cursors, so the log is read from there on.
drop function view.cell_at(integer, text, integer, integer, date, date, timestamptz, date, timestamptz, date, integer, integer);
create function view.cell_at(
    workspace_id integer, zone text, live_generation integer, campaign_id integer, first_day date,
    occurred_whole date, occurred_until timestamptz, known_whole date, known_until timestamptz, recorded_whole date, after_seal integer, through_seal integer)
returns table (
    occurred_day date, received_day date, recorded_day date, message integer, touchpoint integer, channel integer, segment integer, kpi integer, currency integer, kind smallint, score smallint,
    count bigint, amount bigint, score_sum bigint, score_squares numeric, amount_squares numeric, scale text)
language sql stable parallel safe as $$
    select c.occurred_day, c.received_day, c.recorded_day, c.message, c.touchpoint, c.channel, c.segment, c.kpi, c.currency, c.kind, c.score,
           c.count, c.amount, c.score_sum, c.score_squares, c.amount_squares, c.scale
      from view.cell c
     where c.workspace = workspace_id and c.generation = live_generation and c.campaign = campaign_id
       and c.occurred_day >= first_day and c.occurred_day <= occurred_whole and c.received_day <= known_whole and c.recorded_day <= recorded_whole
    union all
    select r.occurred_day, r.received_day, r.recorded_day, r.message, r.touchpoint, r.channel, r.segment, r.kpi, r.currency, r.kind, r.score,
           r.count, r.amount, r.score_sum, r.score_squares::numeric, r.amount_squares, r.scale
      from view.cell_contribution(workspace_id, zone, after_seal, through_seal) r
     where (occurred_until is not null or known_until is not null or recorded_whole < 'infinity')
       and r.campaign = campaign_id and r.occurred_day >= first_day
       and (r.occurred_day <= occurred_whole or r.occurred_at <= occurred_until)
       and (r.received_day <= known_whole or r.received_at <= known_until)
       and not (r.occurred_day <= occurred_whole and r.received_day <= known_whole and r.recorded_day <= recorded_whole)
$$;
grant execute on function view.cell_at(integer, text, integer, integer, date, date, timestamptz, date, timestamptz, date, integer, integer) to cpt_app;
