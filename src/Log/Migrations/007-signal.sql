-- The signal log: narrow, typed, append-only. Names and customers are numbers of log.name and log.customer; every quantity is an integer
-- (count; score in basis points of its scale; amount in minor units of its currency). What a row shares with its whole append stands
-- once, in log.seal: recorded_at, and received_at where this one is null.
-- Columns are ordered wide to narrow so that no byte is lost to alignment.
-- Every unique key holds workspace and campaign, so the table can be distributed by campaign.
create table log.signal (
    position    bigint not null,
    occurred_at timestamptz not null,
    received_at timestamptz,
    amount      bigint,
    workspace   integer not null,
    seal        integer not null,
    campaign    integer not null,
    count       integer not null,
    message     integer,
    touchpoint  integer,
    channel     integer,
    segment     integer,
    customer    integer,
    kpi         integer,
    currency    integer,
    kind        smallint not null,
    score       smallint,
    id          uuid not null,
    corrects    uuid,
    comment     bytea,
    attributes  bytea
);
-- Deduplication for ever: the first signal with an identity stays. The id comes before the campaign, so that ids which rise with time fill
-- the index's pages from left to right, however many campaigns they are of.
create unique index signal_identity on log.signal (workspace, id, campaign);
-- A signal is corrected once; a correction is corrected in its turn, so what holds never depends on the order of arrival.
create unique index signal_correction on log.signal (workspace, campaign, corrects) where corrects is not null;
-- Reads by position go through the seal: all rows of an append share the key, so the index costs a few bytes a row.
create index signal_seal on log.signal (workspace, seal);
grant select, insert on log.signal to cpt_app;
