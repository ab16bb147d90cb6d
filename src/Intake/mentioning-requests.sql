-- Kept answers in which one of the spellings stands, and requests whose key holds it.
select r.key, kept.text
  from intake.request r
 cross join lateral (select convert_to(r.key, 'UTF8') || '\x0a'::bytea || coalesce(r.body, '') as text) as kept
 where r.workspace = $1 and exists (select from unnest($2) as spelling where position(spelling in kept.text) > 0);
