-- The outbox also takes checkpoints, for subscriptions that want those. An entry's subject is the alert that changed, or 'checkpoint'; of a checkpoint,
-- version and position are its number of seals, and note is what is sent, as it was signed.
alter table delivery.outbox rename column alert to subject;
alter table delivery.outbox add column note text check ((note is not null) = (subject = 'checkpoint'));
