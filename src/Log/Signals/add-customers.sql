-- Who the numbers drawn for newcomers stand for, and the keys of those who left a comment. Runs behind the COPY of their signals, in its transaction:
-- where that refused a signal, nothing of this is written.
insert into log.customer (workspace, number, external_id, key) overriding system value
select $1, n.number, n.external_id, n.key from unnest($2, $3, $4) as n (number, external_id, key);
