-- The entries of one append, each with its own links and headers, in order; the sequence is read under the head-row lock, so its order is commit order
-- within the workspace.
insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, headers, position, seal)
select nextval('journal.mt_events_sequence'), e.id, e.stream, e.version, e.data::jsonb, e.type, $8, $9, e.correlation, e.causation, e.headers::jsonb, e.position, $7
  from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $10::text[], $11::text[], $12::text[])
       with ordinality as e (id, stream, version, data, type, position, correlation, causation, headers, ordinal)
 order by e.ordinal;
