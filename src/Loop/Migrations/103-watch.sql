-- Which campaigns a fold touched, and the earliest received day it brought something for: the watch refolds those campaigns, and only those.
-- Rows are deleted once every policy has seen them.
create table view.arrival (
    workspace    integer not null,
    generation   integer not null,
    seal         integer not null,
    campaign     integer not null,
    received_day date not null,
    primary key (workspace, generation, seal, campaign)
);
grant select, insert, update, delete on view.arrival to cpt_app;

-- How far each policy has watched, by seal of the cells; it moves in the transaction that raises the alerts found on the way.
create table view.watch (
    workspace integer not null,
    policy    text not null,
    version   bigint not null,
    seal      integer not null,
    primary key (workspace, policy)
);
grant select, insert, update, delete on view.watch to cpt_app;
