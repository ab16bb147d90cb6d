-- The comments of the signals $3 of campaign $2: ciphertext, and the key of its customer, or of nobody in particular where no customer is named. A comment
-- whose customer was erased has no key, and is left out. One snapshot, no locks.
select s.position, s.comment, c.key
  from log.signal s
  join log.customer c on c.workspace = s.workspace
   and (c.number = s.customer or s.customer is null and c.external_id = '')
 where s.workspace = $1 and s.campaign = $2 and s.id = any ($3) and s.comment is not null and c.key is not null;
