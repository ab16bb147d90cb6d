-- Moves subscription $2's checkpoint from $3 to $4 and puts what it wants of the changes between into the outbox; what a silence ($10) keeps back is put
-- as dropped. That an alert is open ($11) stays marked with its silence, to be told when that ends; that it is over ($12) is not kept back from a subscription
-- that was notified of the alert. One statement: of two that come from the same place one waits for the other's row lock, finds the
-- checkpoint moved (READ COMMITTED looks again), and puts nothing.
with moved as (
    update delivery.checkpoint set position = $4 where workspace = $1 and subscription = $2 and position = $3 returning subscription
), wanted as (
    select w.id, w.position, w.alert, w.version, w.opens,
           case when w.ends and exists (
                         select from delivery.outbox told where told.workspace = $1 and told.subscription = $2 and told.subject = w.alert
                             and told.state <> 'dropped')
                then null else w.silence end as silence
      from unnest($5::text[], $6::bigint[], $7::text[], $8::bigint[], $10::text[], $11::boolean[], $12::boolean[]) as w (id, position, alert, version, silence,
          opens, ends)
)
insert into delivery.outbox (workspace, id, subscription, position, subject, version, enqueued_at, next_at, state, status, silence)
select $1, wanted.id, moved.subscription, wanted.position, wanted.alert, wanted.version, $9, $9,
       case when wanted.silence is null then 'pending' else 'dropped' end, 'kept from being delivered by silence ' || wanted.silence,
       case when wanted.opens then wanted.silence end
  from moved, wanted;
