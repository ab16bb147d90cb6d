-- Surrogate numbers of the given external ids: their own, or one drawn for those of the new ones that are to be made; the others have none. Writes
-- nobody: add-customers does, behind the signals. Runs under the head-row lock, so nobody draws for the same ones meanwhile.
-- One index look-up for each: a scan of the table would be chosen while it is young, and kept while it grows.
with given as materialized (
    select asked.external_id, asked.made, known.number
      from unnest($2, $3) as asked (external_id, made)
      left join lateral (select number from log.customer where workspace = $1 and external_id = asked.external_id limit 1) as known on true
)
select coalesce(number, nextval('log.customer_number_seq')::integer), external_id, number is null from given where number is not null or made;
