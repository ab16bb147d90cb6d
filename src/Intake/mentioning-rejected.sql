-- Rejected rows in which one of the spellings stands: in the row, in why it was rejected, or in where it came from.
select r.id, kept.text
  from intake.rejected r
 cross join lateral (select r.raw || '\x0a'::bytea || convert_to(concat_ws(E'\n', r.reason, r.field, r.source, r.header), 'UTF8') as text) as kept
 where r.workspace = $1 and exists (select from unnest($2) as spelling where position(spelling in kept.text) > 0);
