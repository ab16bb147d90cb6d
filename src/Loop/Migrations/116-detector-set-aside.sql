-- What a policy has watched is the cells of one generation: those of a rebuild are watched anew, since they may tell something else.
alter table view.watch add column generation integer not null default 0;
update view.watch w set generation = p.generation from view.projection p where p.workspace = w.workspace and p.name = 'cells' and p.live;

-- Detectors that could not be run, each by its policy, campaign and scope ('' where it is of the whole campaign, or where not even its scopes can be
-- read): they raise nothing until they run again, while all others do. Written in the transaction that moves view.watch.
create table view.detector_set_aside (
    workspace integer not null,
    policy    text not null,
    campaign  integer not null,      -- its number in log.name
    scope     text not null,
    since     timestamptz not null,
    error     text not null,
    primary key (workspace, policy, campaign, scope)
);
grant select, insert, update, delete on view.detector_set_aside to cpt_app;
call cpt.wall('view.detector_set_aside');
