-- The entries of one append with their positions in one statement; under the head-row lock.
with made as (
    insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, headers)
    select nextval('journal.mt_events_sequence'), e.id, e.stream, e.version, e.data::jsonb, e.type, $3, $1, e.correlation, e.causation, e.headers::jsonb
      from unnest($4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[])
           with ordinality as e (id, stream, version, data, type, position, correlation, causation, headers, ordinal)
     order by e.ordinal
    returning seq_id, version
)
insert into journal.entry_position (tenant_id, position, seal, seq_id)
select $1, ($9::bigint[])[row_number() over (order by version)], $2, seq_id from made;
