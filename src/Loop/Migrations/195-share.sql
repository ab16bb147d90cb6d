-- Links to frozen readings. As of a key, only the hash of a link's secret is kept; what the link shows stands in the journal, where a changed row is noticed.
-- The table belongs to the database's owner alone, for a link is followed before it is known which workspace it belongs to. A revoked link has no row.
create table access.share (
    hash           bytea primary key check (length(hash) = 32),
    id             text not null unique,
    workspace_name text not null,
    expires_at     timestamptz not null
);
create index share_expiry on access.share (expires_at);
