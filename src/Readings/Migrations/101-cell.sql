-- Cells: additive sufficient statistics of one campaign x message x touchpoint x channel x segment x occurred, received and recorded day
-- (workspace's zone), one row for each kind, KPI, currency and score value. Days are kept apart so that "as known on 3 May" or "at seal
-- 4812" is a sum over rows. Names are numbers of log.name. What a signal does not have is 0 (names) or -1 (score): the row's key needs a value.
-- A sentiment score comes from a fine scale and is kept as sums only (score -1).
create table view.cell (
    workspace      integer not null,
    generation     integer not null,
    campaign       integer not null,
    occurred_day   date not null,
    received_day   date not null,
    recorded_day   date not null,
    message        integer not null,
    touchpoint     integer not null,
    channel        integer not null,
    segment        integer not null,
    kpi            integer not null,
    currency       integer not null,
    kind           smallint not null,
    score          smallint not null,
    count          bigint not null,
    amount         bigint not null,
    score_sum      bigint not null,
    score_squares  numeric not null,
    amount_squares numeric not null,
    primary key (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, message, touchpoint, channel, segment, received_day, recorded_day)
);
grant select, insert, update, delete on view.cell to cpt_app;

-- The same without message, touchpoint, channel and segment: what a whole campaign's scorecard, trend and detectors read.
create table view.campaign_day (
    workspace      integer not null,
    generation     integer not null,
    campaign       integer not null,
    occurred_day   date not null,
    received_day   date not null,
    recorded_day   date not null,
    kpi            integer not null,
    currency       integer not null,
    kind           smallint not null,
    score          smallint not null,
    count          bigint not null,
    amount         bigint not null,
    score_sum      bigint not null,
    score_squares  numeric not null,
    amount_squares numeric not null,
    primary key (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, received_day, recorded_day)
);
grant select, insert, update, delete on view.campaign_day to cpt_app;

-- The logs' contributions in the form of cells, ungrouped: what a fold adds, and what a reading with a cursor inside a day adds to the cells of the days before.
create function view.cell_contribution(workspace_id integer, zone text, after integer, through integer)
returns table (
    seal integer, campaign integer, occurred_day date, received_day date, recorded_day date, message integer, touchpoint integer, channel integer, segment integer,
    kpi integer, currency integer, kind smallint, score smallint, count bigint, amount bigint, score_sum bigint, score_squares bigint, amount_squares numeric,
    occurred_at timestamptz, received_at timestamptz)
language sql stable parallel safe as $$
    select c.seal, c.campaign, (c.occurred_at at time zone zone)::date, (c.received_at at time zone zone)::date, (c.recorded_at at time zone zone)::date,
           coalesce(c.message, 0), coalesce(c.touchpoint, 0), coalesce(c.channel, 0), coalesce(c.segment, 0),
           coalesce(c.kpi, 0), coalesce(c.currency, 0), c.kind, case when c.kind = 9 then coalesce(c.score, -1) else -1 end::smallint,
           (c.sign * c.count)::bigint, coalesce(c.sign * c.amount, 0)::bigint,
           coalesce(c.sign * c.count::bigint * c.score, 0), coalesce(c.sign * c.count::bigint * c.score * c.score, 0),
           case when c.amount is null then 0 else c.sign * div(c.amount::numeric * c.amount, greatest(c.count, 1)) end,
           c.occurred_at, c.received_at
      from log.contribution(workspace_id, after, through) c;
$$;
grant execute on function view.cell_contribution(integer, text, integer, integer) to cpt_app;
