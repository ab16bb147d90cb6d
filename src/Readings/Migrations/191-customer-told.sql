-- By how much repeat customers widen a figure is read from what they did, at any seal. The sums of view.customer_day were of whole days: a reading at a
-- seal moved with what was recorded later on the same day.
drop table view.customer_day;
delete from view.projection where name = 'customer_days';
-- What customers bought and answered, by campaign, with all that those sums take.
drop index view.customer_act_answer;
create index customer_act_told on view.customer_act (workspace, generation, campaign, occurred_at)
    include (customer, received_at, seal, sign, count, kpi, currency, amount, score, scale, kind) where kind in (4, 9, 10);
