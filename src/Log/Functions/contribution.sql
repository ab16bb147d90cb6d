-- What the appends after seal `after` up to and including `through` add to any additive view: each signal once with sign +1, and each
-- corrected signal once with sign -1, from the moment both it and its correction are there. Adding the rows of all ranges that cover
-- seals 1 .. n gives the state at seal n, however the ranges are cut and whichever of the two came first. The attributes come along: a view
-- may need what no column holds, as the scale an answer was given on. A retraction adds nothing by itself, nor does an exchange rate.
-- A plain SQL function, so the planner sees through it. Reads one snapshot; takes no locks.
drop function if exists log.contribution(integer, integer, integer);
create function log.contribution(workspace_id integer, after integer, through integer)
returns table (
    sign integer, seal integer, campaign integer, message integer, touchpoint integer, channel integer, segment integer, customer integer,
    kind smallint, kpi integer, currency integer, score smallint, count integer, amount bigint,
    occurred_at timestamptz, received_at timestamptz, recorded_at timestamptz, attributes bytea)
language sql stable parallel safe as $$
    select 1, e.seal, s.campaign, s.message, s.touchpoint, s.channel, s.segment, s.customer, s.kind, s.kpi, s.currency, s.score, s.count, s.amount,
           s.occurred_at, coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end), e.recorded_at, s.attributes
      from log.seal e
     cross join lateral (
           select r.campaign, r.message, r.touchpoint, r.channel, r.segment, r.customer, r.kind, r.kpi, r.currency, r.score, r.count, r.amount,
                  r.occurred_at, r.received_at, r.attributes
             from log.signal r
            where r.workspace = workspace_id and r.seal = e.seal and r.kind not in (11, 12)
           offset 0) s
     where e.workspace = workspace_id and e.seal > after and e.seal <= through
    union all
    select -1, greatest(s.seal, c.seal), s.campaign, s.message, s.touchpoint, s.channel, s.segment, s.customer, s.kind, s.kpi, s.currency, s.score,
           s.count, s.amount, s.occurred_at,
           greatest(coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end),
                    coalesce(c.received_at, case when f.history then c.occurred_at else f.recorded_at end)),
           greatest(e.recorded_at, f.recorded_at), s.attributes
      from log.signal c
      join log.signal s on s.workspace = c.workspace and s.campaign = c.campaign and s.id = c.corrects
      join log.seal e on e.workspace = s.workspace and e.seal = s.seal
      join log.seal f on f.workspace = c.workspace and f.seal = c.seal
     where exists (select from log.workspace w where w.id = workspace_id and w.corrections > 0)
       and c.workspace = workspace_id and c.corrects is not null and s.kind not in (11, 12)
       and greatest(s.seal, c.seal) > after and greatest(s.seal, c.seal) <= through;
$$;
grant execute on function log.contribution(integer, integer, integer) to cpt_app;
