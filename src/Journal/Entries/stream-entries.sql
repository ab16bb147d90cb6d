-- The entries of one stream, of this project's own making, in order. One index look-up, however long the journal is.
select position, seal, id, stream_id, version, type, data::text, timestamp, coalesce(headers ->> 'actor', ''), coalesce(headers ->> 'reason', ''), correlation_id, causation_id
  from journal.mt_events
 where tenant_id = $1 and stream_id = $2 and position is not null
 order by version;
