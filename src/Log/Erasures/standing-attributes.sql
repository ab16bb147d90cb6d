-- Signals in whose attributes, which are JSON, one of the spellings stands, in any case.
select concat('position ', s.position) as place, kept.text
  from log.signal s
 cross join lateral (select convert_from(s.attributes, 'UTF8') as text) as kept
 where s.workspace = $1 and s.attributes is not null and exists (select from unnest($2) as spelling where position(spelling in lower(kept.text)) > 0)
 order by s.position;
