-- Ends an attempt of delivery $2 of subscription $3 as failed at $6 because of $5, where its failed attempts are still $4; the next one is at $7, or
-- never, and then it is dead. Returns since when the subscription has nothing but failures.
with ended as (
    update delivery.outbox
       set attempts = attempts + 1, status = $5, next_at = coalesce($7, next_at), state = case when $7::timestamptz is null then 'dead' else 'pending' end
     where workspace = $1 and id = $2 and state = 'pending' and attempts = $4
    returning subscription
)
update delivery.checkpoint c
   set failing_since = coalesce(c.failing_since, $6)
  from ended
 where c.workspace = $1 and c.subscription = $3 and ended.subscription = $3
returning c.failing_since;
