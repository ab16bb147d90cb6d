-- Keys of the given customers: a customer's own where there is one, else the key offered. The row lock of the update decides between two
-- sessions that offer at once. An erased customer gets none.
with offered as (
    select * from unnest($2::integer[], $3::bytea[]) as o (number, key)
), locked as (
    update log.customer c set key = coalesce(c.key, o.key)
      from offered o
     where c.workspace = $1 and c.number = o.number and c.erased_at is null
    returning c.number, c.key
)
select number, key from locked;
