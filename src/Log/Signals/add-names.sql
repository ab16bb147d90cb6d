-- Numbers of the given names, adding those that are new. READ COMMITTED: a name committed by another session in between is returned by
-- neither branch; the caller asks again for it.
with added as (
    insert into log.name (workspace, text) select $1, unnest($2) on conflict (workspace, text) do nothing returning id, text
)
select id, text from added
union all
select id, text from log.name where workspace = $1 and text = any ($2);
