-- What the detectors of a policy have come to for a campaign by the end of received day "through": the state of each scope's watch and what it found so far,
-- so that a pass folds the days that are new and not history. A row is good for one version of the policy, one generation of the cells and one shape of the state,
-- and while nothing is received for a day up to "through"; what arrives for an earlier day is folded on from an earlier row. Written in the transaction that
-- moves view.watch, and nothing but a memory: without it the same is folded from the first day.
create table view.watch_state (
    workspace  integer not null,
    policy     text not null,
    campaign   integer not null,      -- its number in log.name
    through    date not null,
    version    bigint not null,
    generation integer not null,
    shape      integer not null,
    state      bytea not null,        -- deflated
    primary key (workspace, policy, campaign, through)
);
alter table view.watch_state alter column state set storage external;
grant select, insert, update, delete on view.watch_state to cpt_app;
call cpt.wall('view.watch_state');

-- The days that are new to the detectors are found by when they were received.
create index campaign_day_received on view.campaign_day (workspace, generation, campaign, received_day);
create index cell_received on view.cell (workspace, generation, campaign, received_day);
