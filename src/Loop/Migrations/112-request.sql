-- Requests that came with an Idempotency-Key, and what they were answered. status is null while the first of them runs. A key belongs to the caller
-- who sent it (the id of the API key), so nobody is answered with another's answer. Rows are forgotten after a day.
create table intake.request (
    workspace    integer not null,
    client       text not null,
    key          text not null,
    hash         bytea not null check (length(hash) = 32),
    started_at   timestamptz not null,
    status       integer,
    content_type text,
    body         bytea,
    primary key (workspace, client, key)
);
create index request_age on intake.request (workspace, started_at);
grant select, insert, update, delete on intake.request to cpt_app;
call cpt.wall('intake.request');
