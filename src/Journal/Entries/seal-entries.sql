-- The entries of one seal, in order of position.
select position, seal, id, stream_id, version, type, data::text, timestamp, coalesce(headers ->> 'actor', ''), coalesce(headers ->> 'reason', ''), correlation_id, causation_id
  from journal.mt_events
 where tenant_id = $1 and position is not null and seal = $2
 order by position;
