-- Makes delivery $2 of subscription $3 pending again, due at $5, with status $4. Later ones of the same subject that are pending wait for it.
update delivery.outbox
   set state = 'pending', attempts = 0, next_at = $5, status = $4, delivered_at = null
 where workspace = $1 and id = $2 and subscription = $3
   and exists (select from delivery.checkpoint where workspace = $1 and subscription = $3) -- not of one that was removed
returning id, subscription, position, subject, version, state, attempts, enqueued_at, next_at, status, delivered_at, note;
