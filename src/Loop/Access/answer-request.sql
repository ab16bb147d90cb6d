-- Keeps the answer of a request whose key is still its own.
update intake.request
   set status = $5, content_type = $6, body = $7, headers = $8
 where workspace = $1 and client = $2 and key = $3 and started_at = $4;
