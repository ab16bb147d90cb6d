-- Entries of this project's own making, in position order.
select position, seal, id, stream_id, version, type, data::text, timestamp, coalesce(headers ->> 'actor', ''), coalesce(headers ->> 'reason', ''), correlation_id, causation_id
  from journal.mt_events
 where tenant_id = $1 and position is not null and starts_with(stream_id, $2) and seal <= $3
 order by position;
