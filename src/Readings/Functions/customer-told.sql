-- What customers bought (4), answered (9) and let show (10) in a campaign, read by the instruments that the live cells are read by: occurred from `since` to
-- `until`, received by `known` and recorded by `seal` (null: now). One row for each act, and one with sign -1 for each that was taken back by then.
drop function if exists view.customer_told(integer, integer, timestamptz, timestamptz, timestamptz, integer);
create function view.customer_told(workspace_id integer, of_campaign integer, since timestamptz, until timestamptz, known timestamptz, through integer)
returns table (
    customer integer, occurred_at timestamptz, kind smallint, kpi integer, currency integer, scale text, score smallint, amount bigint, count integer,
    sign smallint, message integer, channel integer, segment integer)
language sql stable parallel safe as $$
    with live as materialized (
        select p.generation from view.projection p where p.workspace = workspace_id and p.name = 'customer_acts' and p.live
    ), instrument as materialized (
        select i.*
          from view.instruments_of(workspace_id, 'cells',
                   (select p.generation from view.projection p where p.workspace = workspace_id and p.name = 'cells' and p.live)) i
    )
    select a.customer, a.occurred_at, a.kind, a.kpi, a.currency, a.scale, a.score, a.amount, a.count, a.sign, a.message, a.channel, a.segment
      from view.customer_act a
     where a.workspace = workspace_id and a.generation = (select generation from live) and a.campaign = of_campaign and a.kind in (4, 9, 10)
       and a.occurred_at >= since and (until is null or a.occurred_at <= until) and (known is null or a.received_at <= known)
       and (through is null or a.seal <= through) and (a.kind <> 9 or a.kpi not in (select i.kpi from instrument i))
    union all
    select a.customer, a.occurred_at, a.kind, i.kpi, a.currency, a.scale, view.instrument_score(a.score, i.how, i.top), a.amount, a.count, a.sign,
           a.message, a.channel, a.segment
      from instrument i
      join view.customer_act a on a.kind = 9 and a.kpi = i.question and a.scale = i.scale::text
     where a.workspace = workspace_id and a.generation = (select generation from live) and a.campaign = of_campaign and a.kind in (4, 9, 10)
       and a.occurred_at >= since and (until is null or a.occurred_at <= until) and (known is null or a.received_at <= known)
       and (through is null or a.seal <= through);
$$;
grant execute on function view.customer_told(integer, integer, timestamptz, timestamptz, timestamptz, integer) to cpt_app;
