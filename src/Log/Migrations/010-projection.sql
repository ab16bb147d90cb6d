-- How far each projection has come, by seal. A generation is one build of a projection's rows; one is live, the next may be built beside
-- it. The row is updated in the transaction that writes the projection's rows, and only from the seal it was read at.
create table view.projection (
    workspace  integer not null,
    name       text not null,
    generation integer not null,
    live       boolean not null,
    seal       integer not null default 0,
    failure    text,
    primary key (workspace, name, generation)
);
create unique index projection_live on view.projection (workspace, name) where live;
grant select, insert, update, delete on view.projection to cpt_app;
