-- Says of a request that it was carried out, in the transaction of the entries it made; the first of them counts. No row where the key is not the
-- request's any more. The row stays locked until that transaction ends, so whoever releases the key or takes it over waits, and then sees the mark if the
-- entries are there.
update intake.request
   set position = coalesce(position, $5)
 where workspace = $1 and client = $2 and key = $3 and started_at = $4;
