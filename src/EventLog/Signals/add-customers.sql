-- Surrogate numbers of the given external ids, adding those that are new. READ COMMITTED: one committed by another session in between is
-- returned by neither branch; the caller asks again for it.
with added as (
    insert into log.customer (workspace, external_id) select $1, unnest($2)
    on conflict (workspace, external_id) where external_id is not null do nothing returning number, external_id
)
select number, external_id from added
union all
select number, external_id from log.customer where workspace = $1 and external_id = any ($2);
