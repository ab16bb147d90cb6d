-- What each customer did and said by day: one row of a campaign x customer x kind, KPI and currency x occurred, received and recorded day. It tells how much less than
-- independent the answers and orders of customers are who come repeatedly. Customers are numbers of log.customer, which say nothing once an id is erased.
-- Scores are basis points of their scale; those of loyalty, whose figure is made of promoters and detractors, are 10000, 5000 and 0, on 0..10 alone.
create table view.customer_day (
    workspace      integer not null,
    generation     integer not null,
    campaign       integer not null,
    occurred_day   date not null,
    received_day   date not null,
    recorded_day   date not null,
    customer       integer not null,
    kpi            integer not null,
    currency       integer not null,
    kind           smallint not null,
    count          bigint not null,
    amount         numeric not null,
    amount_squares numeric not null,
    score_sum      bigint not null,
    score_squares  bigint not null,      -- in hundreds of squared basis points, rounded, so that a sum of them fits
    primary key (workspace, generation, campaign, occurred_day, kind, kpi, currency, customer, received_day, recorded_day)
);
grant select, insert, update, delete on view.customer_day to cpt_app;
call cpt.wall('view.customer_day');
