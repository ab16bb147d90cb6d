-- Entries of this project's own making, in position order, from behind position $4; at most $5 (null: all).
select p.position, p.seal, e.id, e.stream_id, e.version, e.type, e.data::text as data, e.timestamp,
    coalesce(e.headers ->> 'actor', '') as actor, coalesce(e.headers ->> 'reason', '') as reason, e.correlation_id, e.causation_id
  from journal.entry_position p
  join journal.mt_events e on e.seq_id = p.seq_id and e.tenant_id = p.tenant_id
 where p.tenant_id = $1 and p.position > $4 and starts_with(e.stream_id, $2) and p.seal <= $3
 order by p.position
 limit $5;
