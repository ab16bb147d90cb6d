-- Rows that intake did not take, with their bytes as they came and the reason, until they are mended and read again. A row that was taken later
-- says when; nothing is deleted. mapping is the mapping file the source was read through, null for native signals and CloudEvents.
create schema intake;
create table intake.rejected (
    workspace   integer not null,
    id          bigint generated always as identity,
    received_at timestamptz not null,
    source      text not null,
    place       bigint not null,
    field       text,
    code        text not null,
    reason      text not null,
    raw         bytea not null,
    header      text,
    mapping     text,
    cloud_events boolean not null,
    history     boolean not null,
    taken_at    timestamptz,
    primary key (workspace, id)
);
create index rejected_open on intake.rejected (workspace, id) where taken_at is null;
create index rejected_place on intake.rejected (workspace, source, place) where taken_at is null;
grant usage on schema intake to cpt_app;
grant select, insert, update (taken_at) on intake.rejected to cpt_app;
call cpt.wall('intake.rejected');
