-- Entries of this project's own making, in position order, from behind position $4; at most $5 (null: all).
select position, seal, id, stream_id, version, type, data::text, timestamp, coalesce(headers ->> 'actor', ''), coalesce(headers ->> 'reason', ''), correlation_id, causation_id
  from journal.mt_events
 where tenant_id = $1 and position > $4 and starts_with(stream_id, $2) and seal <= $3
 order by position
 limit $5;
