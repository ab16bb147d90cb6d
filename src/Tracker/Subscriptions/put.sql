-- Moves subscription $2's checkpoint from $3 to $4 and puts what it wants of the changes between into the outbox; what a silence
-- ($10) keeps back is put as dropped. One statement: of two that come from
-- the same place one waits for the other's row lock, finds the checkpoint moved (READ COMMITTED looks again), and puts nothing.
with moved as (
    update delivery.checkpoint set position = $4 where workspace = $1 and subscription = $2 and position = $3 returning subscription
)
insert into delivery.outbox (workspace, id, subscription, position, subject, version, enqueued_at, next_at, state, status)
select $1, wanted.id, moved.subscription, wanted.position, wanted.alert, wanted.version, $9, $9,
       case when wanted.silence is null then 'pending' else 'dropped' end, 'kept from being delivered by silence ' || wanted.silence
  from moved, unnest($5::text[], $6::bigint[], $7::text[], $8::bigint[], $10::text[]) as wanted (id, position, alert, version, silence);
