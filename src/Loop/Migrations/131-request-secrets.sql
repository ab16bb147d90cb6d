-- Answers that made a key or a signing key were kept with it for a day. Now they never are; what is there is taken out. Asked for again, such a request
-- is still not carried out a second time. The type is named with an expression so that the table is written anew: the rows of before would
-- otherwise lie in its file until the next vacuum.
update intake.request
   set status = 409, content_type = 'application/problem+json',
       body = convert_to('{"type":"urn:cpt:problem:secret_shown_once","title":"secret shown once","status":409,"code":"secret_shown_once","detail":"The first request with this Idempotency-Key was carried out. Its secret was in that answer only, and is kept nowhere. GET /v1/keys and GET /v1/subscriptions list what was made: revoke the key, or rotate the subscription, with a new Idempotency-Key.","pointer":"Idempotency-Key"}', 'UTF8')
 where position('"key":"cpt_'::bytea in body) > 0 or position('"secret":"whsec_'::bytea in body) > 0;
alter table intake.request alter body type bytea using body || ''::bytea;
alter table intake.request alter body set statistics 0;
