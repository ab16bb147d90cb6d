-- The journal, laid out as Marten lays out its event tables (conjoined tenancy, string stream identity), so that a Marten application
-- can open it. Only this project appends; position and seal are ours and stay null for rows another application wrote.
create sequence journal.mt_events_sequence;

create table journal.mt_streams (
    tenant_id   varchar not null default '*DEFAULT*',
    id          varchar not null,
    type        varchar,
    version     bigint,
    timestamp   timestamptz not null default now(),
    created     timestamptz not null default now(),
    is_archived boolean default false,
    primary key (tenant_id, id)
);

create table journal.mt_events (
    seq_id         bigint primary key,
    id             uuid not null,
    stream_id      varchar,
    version        bigint not null,
    data           jsonb not null,
    bdata          bytea,
    type           varchar(500) not null,
    timestamp      timestamptz not null,
    tenant_id      varchar default '*DEFAULT*',
    mt_dotnet_type varchar,
    correlation_id varchar,
    causation_id   varchar,
    headers        jsonb,
    is_archived    boolean default false,
    position       bigint,
    seal           integer,
    constraint mt_events_stream_version unique (tenant_id, stream_id, version),
    constraint mt_events_stream foreign key (tenant_id, stream_id) references journal.mt_streams (tenant_id, id)
);
create unique index mt_events_position on journal.mt_events (tenant_id, position) where position is not null;

create table journal.mt_event_progression (
    name         varchar primary key,
    last_seq_id  bigint,
    last_updated timestamptz default transaction_timestamp()
);

grant usage on sequence journal.mt_events_sequence to cpt_app;
grant select, insert, update (version, timestamp) on journal.mt_streams to cpt_app;
grant select, insert on journal.mt_events to cpt_app;
grant select on journal.mt_event_progression to cpt_app;
