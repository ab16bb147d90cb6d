-- How many customers of a workspace were erased. An append reads it with the head it locks, so whoever remembers customers from before an
-- erasure, in whatever process, forgets them before a signal is written.
alter table log.workspace add erasures integer not null default 0;
update log.workspace w set erasures = (select count(*) from log.customer c where c.workspace = w.id and c.erased_at is not null);

-- ANALYZE keeps samples of a column's values in a catalogue of its own, where they would outlive what was erased. Keys are never sampled, and naming
-- the column's type anew drops the samples there are. External ids are sampled, since look-ups are planned by them, and sampled anew after an erasure.
alter table log.customer alter key type bytea;
alter table log.customer alter key set statistics 0;
