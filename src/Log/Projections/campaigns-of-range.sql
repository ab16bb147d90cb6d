-- The campaigns that have signals under the seals $2 + 1 .. $3, but for those of $4.
select distinct campaign from log.signal where workspace = $1 and seal > $2 and seal <= $3 and campaign <> all ($4) order by campaign;
