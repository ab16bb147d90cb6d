-- Moves subscription $2's checkpoint on to $3 seals and puts the note $5 of that size into the outbox under the id $4; nothing where it is there already.
with moved as (
    update delivery.checkpoint set position = $3 where workspace = $1 and subscription = $2 and position < $3 returning subscription
)
insert into delivery.outbox (workspace, id, subscription, position, subject, version, note, enqueued_at, next_at)
select $1, $4, moved.subscription, $3, 'checkpoint', $3, $5, $6, $6 from moved;
