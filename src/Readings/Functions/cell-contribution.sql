-- The logs' contributions in the form of cells, ungrouped and as the instruments of a generation of the cells read them: what a fold adds, and what a reading
-- with a cursor inside a day adds to the cells of the days before. The attributes come along for what a workspace declared of its own.
drop function if exists view.cell_contribution(integer, text, integer, integer);
create or replace function view.cell_contribution(workspace_id integer, zone text, of_generation integer, after integer, through integer)
returns table (
    seal integer, campaign integer, occurred_day date, received_day date, recorded_day date, message integer, touchpoint integer,
    channel integer, segment integer, kpi integer, currency integer, kind smallint, score smallint,
    count bigint, amount bigint, score_sum bigint, score_squares bigint, amount_squares numeric,
    occurred_at timestamptz, received_at timestamptz, scale text, attributes bytea)
language sql stable parallel safe as $$
    select c.seal, c.campaign, (c.occurred_at at time zone zone)::date, (c.received_at at time zone zone)::date, (c.recorded_at at time zone zone)::date,
           coalesce(c.message, 0), coalesce(c.touchpoint, 0), coalesce(c.channel, 0), coalesce(c.segment, 0),
           coalesce(c.kpi, 0), coalesce(c.currency, 0), c.kind, case when c.kind = 9 then coalesce(c.score, -1) else -1 end::smallint,
           (c.sign * c.count)::bigint, coalesce(c.sign * c.amount, 0)::bigint,
           coalesce(c.sign * c.count::bigint * c.score, 0), coalesce(c.sign * c.count::bigint * c.score * c.score, 0),
           case when c.amount is null then 0 else c.sign * div(c.amount::numeric * c.amount, greatest(c.count, 1)) end,
           c.occurred_at, c.received_at,
           case when c.kind in (9, 10, 109) then coalesce((convert_from(c.attributes, 'UTF8')::jsonb -> 'scale')::text, '') else '' end,
           c.attributes
      from view.told(workspace_id, 'cells', of_generation, after, through) c;
$$;
grant execute on function view.cell_contribution(integer, text, integer, integer, integer) to cpt_app;
