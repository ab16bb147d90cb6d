-- How many folds have brought something for each campaign's cells. Between two equal numbers of one generation none of those cells has changed, so what was
-- read of the campaign can be given again however much came for others. A campaign without a row was not touched since this table is here.
create table view.campaign_folds (
    workspace  integer not null,
    generation integer not null,
    campaign   integer not null,
    folds      bigint not null,
    primary key (workspace, generation, campaign)
);
grant select, insert, update, delete on view.campaign_folds to cpt_app;

call cpt.wall('view.campaign_folds');
