-- The ids of customers, as the source gave them, of the signals $3 of campaign $2; a signal is left out that names nobody, or whose customer was erased. One
-- snapshot, no locks.
select s.position, c.external_id
  from log.signal s
  join log.customer c on c.workspace = s.workspace and c.number = s.customer
 where s.workspace = $1 and s.campaign = $2 and s.id = any ($3) and c.external_id is not null;
