-- Keeps rejected rows of one source. One that waits already, the same at the same place, is not kept twice; nor is the place of one whose text was
-- withheld, because it names an erased customer: nobody can mend it, so it is closed.
insert into intake.rejected (workspace, received_at, source, mapping, cloud_events, history, place, field, code, reason, raw, header, taken_at)
select $1, $2, $3, $4, $5, $6, n.place, n.field, n.code, n.reason, n.raw, n.header, case when n.code = 'erased' then $2 end
  from unnest($7::bigint[], $8::text[], $9::text[], $10::text[], $11::bytea[], $12::text[]) as n (place, field, code, reason, raw, header)
 where not exists (select from intake.rejected r where r.workspace = $1 and r.source = $3 and r.place = n.place and r.raw = n.raw and r.taken_at is null)
   and not (n.code = 'erased' and exists (select from intake.rejected r where r.workspace = $1 and r.source = $3 and r.place = n.place and r.code = 'erased'));
