-- Where Wolverine keeps the messages of the servers' workflow and the servers that take part in it: the layout of WolverineFx 6.62, made here by the
-- owner, because the role of the servers makes no tables. No test compares this layout with what the library would make. Everything that a message says can be
-- found out again from the journal and its boards; a message names a workspace and the stream that is due, and holds nothing that was written.
create schema wolverine;

create table wolverine.wolverine_incoming_envelopes (
    id             uuid not null,
    status         varchar not null,
    owner_id       integer not null,
    execution_time timestamptz,
    attempts       integer default 0,
    body           bytea not null,
    message_type   varchar not null,
    received_at    varchar,
    keep_until     timestamptz,
    constraint pkey_wolverine_incoming_envelopes_id primary key (id)
);
create index idx_wolverine_incoming_envelopes_keep_until on wolverine.wolverine_incoming_envelopes (keep_until) where status = 'Handled';
create index idx_wolverine_incoming_envelopes_owner on wolverine.wolverine_incoming_envelopes (owner_id) where owner_id <> 0;
create index idx_wolverine_incoming_envelopes_recover on wolverine.wolverine_incoming_envelopes (received_at) where status = 'Incoming' and owner_id = 0;
create index idx_wolverine_incoming_envelopes_scheduled on wolverine.wolverine_incoming_envelopes (execution_time) where status = 'Scheduled';

create table wolverine.wolverine_outgoing_envelopes (
    id           uuid not null,
    owner_id     integer not null,
    destination  varchar not null,
    deliver_by   timestamptz,
    body         bytea not null,
    attempts     integer default 0,
    message_type varchar not null,
    constraint pkey_wolverine_outgoing_envelopes_id primary key (id)
);
create index idx_wolverine_outgoing_envelopes_owner on wolverine.wolverine_outgoing_envelopes (owner_id) where owner_id <> 0;
create index idx_wolverine_outgoing_envelopes_recover on wolverine.wolverine_outgoing_envelopes (destination) where owner_id = 0;

create table wolverine.wolverine_dead_letters (
    id                uuid not null,
    execution_time    timestamptz,
    body              bytea not null,
    message_type      varchar not null,
    received_at       varchar,
    source            varchar,
    exception_type    varchar,
    exception_message varchar,
    sent_at           timestamptz,
    replayable        boolean,
    failure_group     varchar(100),
    failure_title     varchar(500),
    failed_at         timestamptz,
    first_failed_at   timestamptz,
    replay_count      integer,
    last_replayed_at  timestamptz,
    archived_at       timestamptz,
    constraint pkey_wolverine_dead_letters_id primary key (id)
);
create index idx_wolverine_dead_letters_failure_group on wolverine.wolverine_dead_letters (failure_group);
create index idx_wolverine_dead_letters_replayable on wolverine.wolverine_dead_letters (replayable) where replayable = true;

create table wolverine.wolverine_dead_letter_history (
    id               uuid not null,
    replay_count     integer,
    last_replayed_at timestamptz,
    first_failed_at  timestamptz,
    constraint pkey_wolverine_dead_letter_history_id primary key (id)
);
create index idx_wolverine_dead_letter_history_last_replayed_at on wolverine.wolverine_dead_letter_history (last_replayed_at);

create table wolverine.wolverine_nodes (
    id           uuid not null,
    node_number  serial not null,
    description  varchar not null,
    uri          varchar not null,
    started      timestamptz default now() not null,
    health_check timestamptz default now() not null,
    version      varchar,
    capabilities text[],
    constraint pkey_wolverine_nodes_id primary key (id)
);

create table wolverine.wolverine_node_assignments (
    id      varchar not null,
    node_id uuid,
    started timestamptz default now() not null,
    constraint pkey_wolverine_node_assignments_id primary key (id),
    constraint fkey_wolverine_node_assignments_node_id foreign key (node_id) references wolverine.wolverine_nodes (id) on delete cascade
);

create table wolverine.wolverine_node_records (
    id          serial not null,
    node_number integer not null,
    event_name  varchar not null,
    "timestamp" timestamptz default now() not null,
    description varchar,
    constraint pkey_wolverine_node_records_id primary key (id)
);

create table wolverine.wolverine_control_queue (
    id           uuid not null,
    message_type varchar not null,
    node_id      uuid not null,
    body         bytea not null,
    posted       timestamptz default now() not null,
    expires      timestamptz,
    constraint pkey_wolverine_control_queue_id primary key (id)
);

create table wolverine.wolverine_agent_restrictions (
    id   uuid not null,
    uri  varchar not null,
    type varchar not null,
    node integer default 0 not null,
    constraint pkey_wolverine_agent_restrictions_id primary key (id)
);

grant usage on schema wolverine to cpt_app;
grant select, insert, update, delete on all tables in schema wolverine to cpt_app;
grant usage on all sequences in schema wolverine to cpt_app;
