-- Where in the journal the first entry stands that a request made; null while it made none. It is written in the transaction of that entry, so whoever
-- meets a request without an answer knows whether it was carried out. Requests of before have none, and count as before.
alter table intake.request add column position bigint;
