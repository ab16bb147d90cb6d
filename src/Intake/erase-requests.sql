-- Of requests with one of the keys $2 nothing stays, so that a request with the same key that comes again is run again; but of one that was carried out,
-- and whose key is none of $3, which name the customer themselves, the mark stays and its answer goes: run again it might do the same once more.
with emptied as (
    update intake.request
       set status = null, content_type = null, body = null, headers = null
     where workspace = $1 and key = any ($2) and key <> all ($3) and position is not null
)
delete from intake.request where workspace = $1 and key = any ($2) and (key = any ($3) or position is null);
