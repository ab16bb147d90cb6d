-- Signing keys and passwords of subscriptions, the highest number the newest. A key that was replaced holds until it expires.
create table delivery.secret (
    workspace    integer not null,
    subscription text not null,
    number       integer not null,
    secret       text not null,
    expires_at   timestamptz,
    primary key (workspace, subscription, number)
);
grant select, insert, update, delete on delivery.secret to cpt_app;
call cpt.wall('delivery.secret');
