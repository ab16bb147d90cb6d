-- The first pending delivery of each subject (an alert, or the checkpoints) of subscription $2, but for the subjects $3, soonest first, at most $4.
select id, subscription, position, subject, version, state, attempts, enqueued_at, next_at, status, delivered_at, note
  from (select distinct on (subject) *
          from delivery.outbox
         where workspace = $1 and subscription = $2 and state = 'pending'
         order by subject, position) first
 where subject <> all ($3)
 order by next_at, position
 limit $4;
