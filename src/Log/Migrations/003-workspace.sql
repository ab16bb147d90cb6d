-- One row a workspace: the heads of both logs. An append locks this row first, so appends of a workspace follow one another,
-- position order is commit order, and positions are dense. recorded_at never goes back. edge holds the right edge of the
-- RFC 6962 tree over the seals: the roots of its complete subtrees, largest first, 32 bytes each.
create table log.workspace (
    id          integer generated always as identity primary key,
    name        text not null unique check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    zone        text not null,
    signals     bigint not null default 0,
    journal     bigint not null default 0,
    seals       integer not null default 0,
    corrections bigint not null default 0,
    recorded_at timestamptz not null default 'epoch',
    edge        bytea not null default ''
) with (fillfactor = 50);
grant select, insert, update (signals, journal, seals, corrections, recorded_at, edge) on log.workspace to cpt_app;
