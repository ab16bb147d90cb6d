-- Who the surrogate numbers in the log stand for, and each customer's own key for free text. The only erasable table:
-- erasing sets external_id and key to null for good, and leaves every signal, count and proof as it was.
create table log.customer (
    workspace   integer not null,
    number      integer generated always as identity,
    external_id text,
    key         bytea check (length(key) = 32),
    erased_at   timestamptz,
    primary key (workspace, number),
    check (erased_at is null or (external_id is null and key is null))
);
create unique index customer_external_id on log.customer (workspace, external_id) where external_id is not null;
grant select, insert, update (key) on log.customer to cpt_app;
