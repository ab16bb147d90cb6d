-- Where the signal with an identity stands, if that is under the first $4 seals.
select s.position
  from log.signal s
  join log.name n on n.workspace = s.workspace and n.id = s.campaign
 where s.workspace = $1 and n.text = $2 and s.id = $3 and s.seal <= $4;
