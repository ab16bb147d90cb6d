-- The role every ordinary command works as. It may append to the logs and fold the views; it may not update or delete what a log holds.
-- Roles belong to the whole cluster, so another database of it may have made this one already.
do $$
begin
    if not exists (select from pg_roles where rolname = 'cpt_app') then
        create role cpt_app nologin;
    end if;
exception when duplicate_object or unique_violation then
    null; -- another database of this cluster was migrated at the same moment
end
$$;
grant usage on schema log, journal, view to cpt_app;
