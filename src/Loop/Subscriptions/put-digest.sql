-- Moves subscription $2's checkpoint on to the day $3 and puts the digest $6 of that day, read by seal $5, into the outbox under the id $4; nothing where the
-- day is there already.
with moved as (
    update delivery.checkpoint set position = $3 where workspace = $1 and subscription = $2 and position < $3 returning subscription
)
insert into delivery.outbox (workspace, id, subscription, position, subject, version, note, enqueued_at, next_at)
select $1, $4, moved.subscription, $3, 'digest', $5, $6, $7, $7 from moved;
