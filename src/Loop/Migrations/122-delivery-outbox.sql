-- A change of an alert on its way to a subscription. Only ids: what is sent is read from the journal, as it stood at that position, when it is sent.
-- pending until an attempt succeeded (delivered) or the last one failed (dead); dropped with its subscription. attempts counts the failed ones, and an
-- attempt's end is written only where they still are as many as when it began.
create table delivery.outbox (
    workspace    integer not null,
    id           text not null check (id ~ '^msg_[0-9a-f]+$'),
    subscription text not null,
    position     bigint not null,
    alert        text not null,
    version      bigint not null,
    state        text not null default 'pending' check (state in ('pending', 'delivered', 'dead', 'dropped')),
    attempts     integer not null default 0,
    enqueued_at  timestamptz not null,
    next_at      timestamptz not null,
    status       text,
    delivered_at timestamptz,
    primary key (workspace, id),
    unique (workspace, subscription, position)
);
-- The next delivery of each alert is the first of it that is pending.
create index outbox_pending on delivery.outbox (workspace, subscription, alert, position) where state = 'pending';
grant select, insert, update on delivery.outbox to cpt_app;
call cpt.wall('delivery.outbox');
