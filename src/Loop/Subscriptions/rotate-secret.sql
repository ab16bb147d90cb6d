-- Adds secret $3 as the newest one; those before it hold until $4 at most, and what has expired by $5 is forgotten. Runs in the transaction of its journal
-- entry, under the workspace's head-row lock, so no two rotations meet.
with expired as (
    delete from delivery.secret where workspace = $1 and subscription = $2 and expires_at <= $5
), older as (
    update delivery.secret set expires_at = least(expires_at, $4) where workspace = $1 and subscription = $2 and (expires_at is null or expires_at > $5)
)
insert into delivery.secret (workspace, subscription, number, secret)
select $1, $2, coalesce(max(number), 0) + 1, $3 from delivery.secret where workspace = $1 and subscription = $2;
