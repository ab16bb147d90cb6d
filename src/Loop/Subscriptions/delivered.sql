-- Ends delivery $2 of subscription $3 as received at $5, where its failed attempts are still $4. A success ends the subscription's failing.
with ended as (
    update delivery.outbox set state = 'delivered', delivered_at = $5, status = 'delivered'
     where workspace = $1 and id = $2 and state = 'pending' and attempts = $4
    returning subscription
), well as (
    update delivery.checkpoint c set failing_since = null from ended where c.workspace = $1 and c.subscription = ended.subscription
        and c.failing_since is not null
)
select subscription from ended where subscription = $3;
