-- The cells of some campaigns as they stood at a set of cursors, every day that is at or before them: view.cell_at of one campaign tells what the cursors mean.
-- The log of an open day is read once for all of the campaigns.
drop function if exists view.cells_of(integer, text, integer, integer[], date, timestamptz, date, timestamptz, date, integer, integer);
create function view.cells_of(
    workspace_id integer, zone text, live_generation integer, campaigns integer[],
    occurred_whole date, occurred_until timestamptz, known_whole date, known_until timestamptz, recorded_whole date, after_seal integer, through_seal integer)
returns table (
    campaign integer, received_day date, recorded_day date, message integer, touchpoint integer, channel integer, segment integer, kpi integer,
    currency integer, kind smallint, count bigint, amount numeric, score_sum numeric, scale text, own jsonb)
language sql stable parallel safe as $$
    select c.campaign, c.received_day, c.recorded_day, c.message, c.touchpoint, c.channel, c.segment, c.kpi, c.currency, c.kind,
           c.count, c.amount, c.score_sum, c.scale, o.named
      from view.cell c
      left join view.own o on o.id = c.own
     where c.workspace = workspace_id and c.generation = live_generation and c.campaign = any (campaigns)
       and c.occurred_day <= occurred_whole and c.received_day <= known_whole and c.recorded_day <= recorded_whole
    union all
    select r.campaign, r.received_day, r.recorded_day, r.message, r.touchpoint, r.channel, r.segment, r.kpi, r.currency, r.kind,
           r.count, r.amount, r.score_sum, r.scale, case when d.declared <> '{}' then view.own_named(r.attributes, d.declared) end
      from view.cell_contribution(workspace_id, zone, live_generation, after_seal, through_seal) r
     cross join (select view.declared_own(workspace_id, 'cells', live_generation) as declared offset 0) d
     where (occurred_until is not null or known_until is not null or recorded_whole < 'infinity')
       and r.campaign = any (campaigns)
       and (r.occurred_day <= occurred_whole or r.occurred_at <= occurred_until)
       and (r.received_day <= known_whole or r.received_at <= known_until)
       and not (r.occurred_day <= occurred_whole and r.received_day <= known_whole and r.recorded_day <= recorded_whole)
$$;
grant execute on function view.cells_of(integer, text, integer, integer[], date, timestamptz, date, timestamptz, date, integer, integer) to cpt_app;
