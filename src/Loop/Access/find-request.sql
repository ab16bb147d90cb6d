-- What is known of a key: the request it was used for, its answer, and the journal entry that it made, with its stream. No row where nothing is.
select r.hash, r.started_at, r.status, r.content_type, r.body, r.headers, r.position, e.stream_id as stream
  from intake.request r
  left join journal.entry_position p on p.tenant_id = $4 and p.position = r.position
  left join journal.mt_events e on e.tenant_id = p.tenant_id and e.seq_id = p.seq_id
 where r.workspace = $1 and r.client = $2 and r.key = $3;
