-- Campaigns that a projection could not fold: each is folded up to a seal, and what it has behind that seal, up to where the projection stands, is set
-- aside while everything else goes on. A row lives and dies with its generation, and is written in the transaction that moves the checkpoint.
create table view.set_aside (
    workspace  integer not null,
    projection text not null,
    generation integer not null,
    campaign   integer not null,      -- its number in log.name
    folded     integer not null,      -- the last seal whose signals of this campaign are folded
    signals    bigint not null,       -- how many of it are set aside
    since      timestamptz not null,  -- when the first of them was recorded
    error      text not null,
    primary key (workspace, projection, generation, campaign)
);
grant select, insert, update, delete on view.set_aside to cpt_app;
call cpt.wall('view.set_aside');
