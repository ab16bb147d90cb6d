-- Entries of the journal in which one of the spellings stands, in any case: in what was done, by whom, or why.
select concat('position ', p.position, ', ', e.type) as place, kept.text
  from journal.mt_events e
  left join journal.entry_position p on p.tenant_id = e.tenant_id and p.seq_id = e.seq_id
 cross join lateral (select concat_ws(' ', e.data::text, e.headers::text) as text) as kept
 where e.tenant_id = $1 and exists (select from unnest($2) as spelling where position(spelling in lower(kept.text)) > 0)
 order by p.position;
