-- Surrogate numbers of the given external ids, adding the new ones among those that are to be made; the others have none. Runs under the head-row
-- lock, so nobody adds the same ones meanwhile.
-- One index look-up for each: a scan of the table would be chosen while it is young, and kept while it grows.
with given as materialized (
    select asked.external_id, asked.made, known.number
      from unnest($2, $3) as asked (external_id, made)
      left join lateral (select number from log.customer where workspace = $1 and external_id = asked.external_id limit 1) as known on true
), added as (
    insert into log.customer (workspace, external_id) select $1, external_id from given where number is null and made returning number, external_id
)
select number, external_id from added
union all
select number, external_id from given where number is not null;
