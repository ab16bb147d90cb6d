-- The signals of seal $2, in order of position: those at the positions $3, or all where it is null.
select s.position, s.seal, s.id, s.kind, s.campaign, s.occurred_at, s.received_at, s.message, s.touchpoint, s.channel, s.segment, s.customer,
       s.count, s.kpi, s.score, s.amount, s.currency, s.corrects, s.comment, s.attributes
  from log.signal s
 where s.workspace = $1 and s.seal = $2 and ($3 is null or s.position = any ($3))
 order by s.position;
