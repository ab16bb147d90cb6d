-- The next $4 entries of the streams that begin with $2, from behind position $3, and before them whatever their streams held; in position order.
with next as materialized (
    select p.position, e.stream_id
      from journal.entry_position p
      join journal.mt_events e on e.seq_id = p.seq_id and e.tenant_id = p.tenant_id
     where p.tenant_id = $1 and p.position > $3 and starts_with(e.stream_id, $2)
     order by p.position
     limit $4)
select p.position, p.seal, e.id, e.stream_id, e.version, e.type, e.data::text as data, e.timestamp,
    coalesce(e.headers ->> 'actor', '') as actor, coalesce(e.headers ->> 'reason', '') as reason, e.correlation_id, e.causation_id
  from journal.entry_position p
  join journal.mt_events e on e.seq_id = p.seq_id and e.tenant_id = p.tenant_id
 where p.tenant_id = $1 and e.tenant_id = $1 and e.stream_id = any (array(select distinct stream_id from next))
   and p.position <= (select max(position) from next)
 order by p.position;
