-- Every signal of a workspace in the order it was sealed.
select s.position, s.seal, s.id, s.kind, s.campaign, s.occurred_at, s.received_at, s.message, s.touchpoint, s.channel, s.segment, s.customer,
       s.count, s.kpi, s.score, s.amount, s.currency, s.corrects, s.comment, s.attributes
  from log.signal s
 where s.workspace = $1
 order by s.seal, s.position;
