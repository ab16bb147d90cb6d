-- The stored signals among the given identities.
select s.position, s.seal, s.id, s.kind, s.campaign, s.occurred_at, s.received_at, s.message, s.touchpoint, s.channel, s.segment, s.customer,
       s.count, s.kpi, s.score, s.amount, s.currency, s.corrects, s.comment, s.attributes
  from unnest($2::integer[], $3::uuid[]) as k (campaign, id)
  join log.signal s on s.workspace = $1 and s.campaign = k.campaign and s.id = k.id;
