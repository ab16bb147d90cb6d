-- Claims a key for a request: one row where it is the caller's first use, or takes the place of one that was abandoned or is to be forgotten. One that was
-- carried out is not taken over, answered or not. Of two that ask at once the unique key lets one through.
with forgotten as (
    delete from intake.request where workspace = $1 and started_at < $7 and (client, key) <> ($2, $3)
)
insert into intake.request as r (workspace, client, key, hash, started_at)
values ($1, $2, $3, $4, $5)
on conflict (workspace, client, key) do update
   set hash = excluded.hash, started_at = excluded.started_at, status = null, content_type = null, body = null, headers = null, position = null
 where r.started_at < $7 or (r.status is null and r.position is null and r.started_at < $6)
returning 1;
