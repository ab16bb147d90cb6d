-- Events that stand under no seal: another application wrote them, or their position was taken away.
select coalesce(e.stream_id, '(none)') as stream, e.version
  from journal.mt_events e
 where e.tenant_id = $1 and not exists (select from journal.entry_position p where p.tenant_id = e.tenant_id and p.seq_id = e.seq_id)
 order by e.seq_id;
