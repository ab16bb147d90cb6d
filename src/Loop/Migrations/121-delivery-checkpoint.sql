-- The journal position up to which a subscription's wanted changes are in the outbox. It moves in the statement that puts them there, and only from where
-- it was read, so of two that do it one puts nothing. failing_since: the first failure since a delivery last succeeded.
create table delivery.checkpoint (
    workspace     integer not null,
    subscription  text not null,
    position      bigint not null,
    failing_since timestamptz,
    primary key (workspace, subscription)
);
grant select, insert, update, delete on delivery.checkpoint to cpt_app;
call cpt.wall('delivery.checkpoint');
