-- The second wall: a connection is bound to one workspace by the settings cpt.workspace (its id) and cpt.tenant (its name) that it starts
-- with, and sees and writes rows of that workspace only, whatever a statement asks for. Without the settings it sees nothing.
-- Forced, so the wall stands before the tables' owner too, unless that is a superuser. current_setting answers '' where a setting was set
-- locally once and is over, hence nullif: null equals no workspace.

-- Puts the wall around a table. The key is the column that tells whose a row is: an integer is compared with cpt.workspace, a text with cpt.tenant.
-- An owner who is no superuser is let through by name, for migrations, erasure and making workspaces.
create procedure cpt.wall(walled regclass, key name default 'workspace')
language plpgsql as $$
declare
    numbered boolean := (select atttypid = 'integer'::regtype from pg_attribute where attrelid = walled and attname = key);
    setting  text := case when numbered then 'cpt.workspace' else 'cpt.tenant' end;
    bound    text := format('%I = nullif(current_setting(%L, true), '''')%s', key, setting, case when numbered then '::integer' end);
begin
    execute format('alter table %s enable row level security', walled);
    execute format('alter table %s force row level security', walled);
    execute format('create policy workspace on %s using (%s) with check (%s)', walled, bound, bound);
    if not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) then
        execute format('create policy owner on %s to %I using (true) with check (true)', walled, current_user);
    end if;
end
$$;
revoke execute on procedure cpt.wall(regclass, name) from public;

call cpt.wall('log.workspace', 'id');
call cpt.wall('log.seal');
call cpt.wall('log.name');
call cpt.wall('log.customer');
call cpt.wall('log.signal');
call cpt.wall('journal.mt_streams', 'tenant_id');
call cpt.wall('journal.mt_events', 'tenant_id');
call cpt.wall('view.projection');

-- A workspace is the owner's to make.
revoke insert on log.workspace from cpt_app;

-- PostgreSQL refuses COPY FROM where a policy applies, so an append takes this role for its COPY. It passes the policy by, but may do nothing
-- else than insert signals, and may not say whose they are: that is the column's default, the workspace the connection is bound to.
-- Where the owner may not make a role that passes policies by, it is made without, and appends go another way (SignalCopy).
do $$
begin
    if not exists (select from pg_roles where rolname = 'cpt_append') then
        begin
            create role cpt_append nologin bypassrls;
        exception when insufficient_privilege then
            create role cpt_append nologin;
        end;
    end if;
exception when duplicate_object or unique_violation then
    null; -- another database of this cluster was migrated at the same moment
end
$$;
alter table log.signal alter workspace set default nullif(current_setting('cpt.workspace', true), '')::integer;
grant usage on schema log to cpt_append;
grant insert (position, occurred_at, received_at, amount, seal, campaign, count, message, touchpoint, channel, segment, customer, kpi, currency, kind, score, id, corrects, comment, attributes)
   on log.signal to cpt_append;
