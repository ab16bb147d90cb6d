-- Who signed in to the pages, with which key. As of a key, only the hash of a session's secret is kept; the table belongs to the database's owner alone, for
-- a session is found before it is known which workspace asks.
create table access.session (
    hash       bytea primary key check (length(hash) = 32),
    key_id     text not null references access.key (id),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expiry on access.session (expires_at);
