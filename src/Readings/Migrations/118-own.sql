-- Combinations of values of own dimensions: what a signal's attributes say of the dimensions that the workspace declared, as the canonical text of a JSON
-- object, one row for each that ever came. Cells hold the number, so that their key stays short however many dimensions there are; 0 is a signal that names
-- none of them. Numbers are never given anew, so a rebuilt generation holds those of the one before.
create table view.own (
    id        integer generated always as identity primary key,
    workspace integer not null,
    digest    uuid not null,             -- MD5 of the text
    named     jsonb not null,
    unique (workspace, digest)
);
grant select, insert on view.own to cpt_app;
call cpt.wall('view.own');

alter table view.cell add column own integer not null default 0;
alter table view.cell drop constraint cell_pkey,
    add primary key (workspace, generation, campaign, occurred_day, kind, kpi, score, currency, message, touchpoint, channel, segment, received_day,
        recorded_day, scale, own);
