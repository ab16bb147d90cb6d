-- One append to either log. Positions first_position .. first_position + count - 1 of that log belong to it; root is the RFC 6962
-- tree head over their leaves. history: the append came from an import of the past, so a signal without a received time was
-- received when it occurred, not when it was recorded.
create table log.seal (
    workspace      integer not null,
    seal           integer not null,
    log            smallint not null check (log in (1, 2)),  -- 1 signals, 2 journal
    history        boolean not null,
    first_position bigint not null,
    count          integer not null check (count > 0),
    recorded_at    timestamptz not null,
    root           bytea not null check (length(root) = 32),
    primary key (workspace, seal)
);
grant select, insert on log.seal to cpt_app;
