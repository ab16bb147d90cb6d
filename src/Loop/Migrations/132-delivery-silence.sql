-- The silence that keeps back what an entry tells, that an alert is open. Null where none does, once the alert was told of after the silence, and where it was
-- resolved before that. Of entries that were kept back before this column was, nobody is told any more.
alter table delivery.outbox add column silence text;
create index outbox_silence on delivery.outbox (workspace, subscription) where silence is not null;

-- What a subscription was told of an alert.
create index outbox_subject on delivery.outbox (workspace, subscription, subject);
