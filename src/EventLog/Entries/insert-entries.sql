-- The entries of one append, in order; the sequence is read under the head-row lock, so its order is commit order within the workspace.
insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, headers, position, seal)
select nextval('journal.mt_events_sequence'), e.id, e.stream, e.version, e.data::jsonb, e.type, $8, $9, $10, $11, $12::jsonb, e.position, $7
  from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[]) with ordinality as e (id, stream, version, data, type, position, ordinal)
 order by e.ordinal;
