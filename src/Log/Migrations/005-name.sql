-- The dictionary of campaigns, messages, touchpoints, channels, segments, KPIs and currencies. Append-only. Leaves hash the text,
-- not the number, so an edited name is found by verification.
create table log.name (
    id        integer generated always as identity primary key,
    workspace integer not null,
    text      text not null,
    unique (workspace, text)
);
grant select, insert on log.name to cpt_app;
