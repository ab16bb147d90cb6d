-- People who sign in through an OpenID provider: which scopes a workspace granted to which groups, for whom a session without a key was begun, and which
-- sign-ins are under way, each for ten minutes. Of secrets only hashes are kept; the tables belong to the database's owner alone, as those of keys do.
create table access.group_grant (
    workspace_name text not null,
    name           text not null,
    scopes         text[] not null,
    granted_at     timestamptz not null,
    primary key (workspace_name, name)
);

alter table access.session
    alter column key_id drop not null,
    add column workspace_name text,
    add column issuer text,
    add column person text,
    add column groups text[],
    add constraint session_of_key_or_person check (
        (key_id is null) = (workspace_name is not null and issuer is not null and person is not null and groups is not null)
    );

create table access.sign_in (
    state      bytea primary key check (length(state) = 32),
    browser    bytea not null check (length(browser) = 32),
    nonce      text not null,
    verifier   text not null,
    go_on      text not null,
    expires_at timestamptz not null
);
create index sign_in_expiry on access.sign_in (expires_at);
