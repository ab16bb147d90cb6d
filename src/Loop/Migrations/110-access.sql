-- Keys of the HTTP API. Only the hash of a key's secret is kept, so a copy of the database opens nothing. A key is found before it is known which
-- workspace asks, so the table belongs to the database's owner alone: the role of ordinary connections has no right on it.
create schema access;
create table access.key (
    id             text primary key,
    workspace_name text not null,
    hash           bytea not null check (length(hash) = 32),
    scopes         text[] not null,
    person         text not null,
    label          text not null,
    created_at     timestamptz not null,
    expires_at     timestamptz,
    revoked_at     timestamptz
);
create index key_workspace on access.key (workspace_name);
