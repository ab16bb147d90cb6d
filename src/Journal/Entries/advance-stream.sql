-- Moves a stream's version by $4 where it is at version $3 (null: any; 0: no such stream) and returns the new version; no row where it is not.
-- Runs under the workspace's head-row lock, so two first appends to one stream follow one another.
insert into journal.mt_streams (tenant_id, id, version, timestamp, created)
select $1, $2, $4, $5, $5
 where $3 is null or $3 = 0 or exists (select from journal.mt_streams where tenant_id = $1 and id = $2)
on conflict (tenant_id, id) do update
   set version = mt_streams.version + excluded.version, timestamp = excluded.timestamp
 where $3 is null or mt_streams.version = $3
returning version;
