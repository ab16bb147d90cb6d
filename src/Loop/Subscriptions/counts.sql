-- Deliveries of each subscription by state, and since when it has nothing but failures.
select c.subscription, coalesce(o.pending, 0) as pending, coalesce(o.delivered, 0) as delivered, coalesce(o.dead, 0) as dead,
       coalesce(o.dropped, 0) as dropped, c.failing_since
  from delivery.checkpoint c
  left join (select subscription, count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'delivered') as delivered,
                    count(*) filter (where state = 'dead') as dead, count(*) filter (where state = 'dropped') as dropped
               from delivery.outbox where workspace = $1 group by subscription) o using (subscription)
 where c.workspace = $1
 order by c.subscription;
