-- What the log's signals say of dimension $2 of type $3, whether it is declared or not: how many name a value of it, how many hold something of another type
-- there, and how many values there are. Reads every signal of the workspace; attributes are parsed only where the name stands in them.
with told as (
    select view.own_named(s.attributes, jsonb_build_object($2, $3)) ->> $2 as value
      from log.signal s
     where s.workspace = $1 and position(convert_to(to_json($2)::text, 'UTF8') in s.attributes) > 0
       and convert_from(s.attributes, 'UTF8')::jsonb -> $2 is not null
)
select count(value) as named, count(*) - count(value) as mistyped, count(distinct value) as values from told;
