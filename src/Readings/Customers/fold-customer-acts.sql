-- Adds what customers did and said in seals $3 + 1 .. $4 to generation $2, of the campaigns of $5 where $6 is true and of all others where it is not. Rows are
-- written customer by customer, so that one customer's lie together.
insert into view.customer_act (occurred_at, received_at, amount, workspace, generation, customer, campaign, seal, count, message, touchpoint, channel, segment,
                               kpi, currency, kind, sign, score, scale)
select c.occurred_at, c.received_at, c.amount, $1, $2, c.customer, c.campaign, c.seal, c.count, c.message, c.touchpoint, c.channel, c.segment,
       c.kpi, c.currency, c.kind, c.sign, c.score,
       case when c.kind in (9, 10) then (convert_from(c.attributes, 'UTF8')::jsonb -> 'scale')::text end
  from log.contribution($1, $3, $4) c
 where c.customer is not null and (c.campaign = any ($5)) = $6
 order by c.customer, c.occurred_at;
