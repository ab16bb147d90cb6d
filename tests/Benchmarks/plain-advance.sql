-- Moves a stream's version by $3 and returns the new one, making the stream where there is none; under the head-row lock.
insert into journal.mt_streams (tenant_id, id, version) values ($1, $2, $3)
on conflict (tenant_id, id) do update set version = mt_streams.version + excluded.version, timestamp = now()
returning version;
