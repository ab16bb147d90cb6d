-- Entries of the journal in which one of the spellings stands, in any case: in what was done, by whom, or why.
select concat('position ', e.position, ', ', e.type), kept.text
  from journal.mt_events e
 cross join lateral (select concat_ws(' ', e.data::text, e.headers::text) as text) as kept
 where e.tenant_id = $1 and exists (select from unnest($2) as spelling where position(spelling in lower(kept.text)) > 0)
 order by e.position;
