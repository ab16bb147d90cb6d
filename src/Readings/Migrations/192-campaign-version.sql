-- How many folds have brought something for each campaign's cells. Between two equal numbers of one generation none of those cells has changed, so what was read
-- of the campaign can be given again however much came for others. A campaign without a row was not touched since this table is here.
create table view.campaign_version (
    workspace  integer not null,
    generation integer not null,
    campaign   integer not null,
    version    bigint not null,
    primary key (workspace, generation, campaign)
);
grant select, insert, update, delete on view.campaign_version to cpt_app;

call cpt.wall('view.campaign_version');
