-- What each customer did and said, one row for each signal that names a customer, and one with sign -1 from the seal on that took it back: what
-- customer states are read from, at any cursors. Customers are numbers of log.customer, which say nothing once an id is erased. Columns are ordered
-- wide to narrow.
create table view.customer_act (
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    amount      bigint,
    workspace   integer not null,
    generation  integer not null,
    customer    integer not null,
    campaign    integer not null,
    seal        integer not null,        -- the seal it counts from
    count       integer not null,
    message     integer,
    touchpoint  integer,
    channel     integer,
    segment     integer,
    kpi         integer,
    currency    integer,
    kind        smallint not null,
    sign        smallint not null,
    score       smallint,
    scale       text collate "C"         -- of answers, as in cells
);
create index customer_act_of on view.customer_act (workspace, generation, customer, occurred_at);
-- The answers that customers gave, by campaign: those whose scope is read from what their customer did before.
create index customer_act_answer on view.customer_act (workspace, generation, campaign, occurred_at) where kind in (9, 10);
grant select, insert, update, delete on view.customer_act to cpt_app;
call cpt.wall('view.customer_act');
