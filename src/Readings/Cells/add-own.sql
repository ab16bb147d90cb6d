-- Gives numbers to the combinations of own dimensions' values that seals $4 + 1 .. $5 bring to generation $2 of the projection $3 for the first time, before
-- its fold needs them, of the campaigns of $6 where $7 is true and of all others where it is not. A combination that another transaction is adding is waited
-- for; all add in one order. Reads no signal where no dimension is declared.
with declared as materialized (
    select view.declared_own($1, $3, $2) as own
), told as (
    select distinct view.own_named(c.attributes, d.own) as own
      from declared d
     cross join log.contribution($1, $4, $5) c
     where d.own <> '{}' and c.attributes is not null and (c.campaign = any ($6)) = $7
)
insert into view.own (workspace, digest, named)
select $1, md5(own::text)::uuid, own from told where own is not null order by 2
    on conflict (workspace, digest) do nothing;
