-- The signals of one seal, in order of position.
select s.position, s.seal, s.id, s.kind, s.campaign, s.occurred_at, s.received_at, s.message, s.touchpoint, s.channel, s.segment, s.customer,
       s.count, s.kpi, s.score, s.amount, s.currency, s.corrects, s.comment, s.attributes
  from log.signal s
 where s.workspace = $1 and s.seal = $2
 order by s.position;
