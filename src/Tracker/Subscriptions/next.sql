-- The first pending delivery of each alert of subscription $2, but for the alerts $3, soonest first, at most $4.
select id, subscription, position, alert, version, state, attempts, enqueued_at, next_at, status, delivered_at
  from (select distinct on (alert) *
          from delivery.outbox
         where workspace = $1 and subscription = $2 and state = 'pending'
         order by alert, position) first
 where alert <> all ($3)
 order by next_at, position
 limit $4;
