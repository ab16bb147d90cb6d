-- The own dimensions that a generation of a projection was folded with: a JSON object of name and type.
drop function if exists view.declared_own(integer, integer);
create or replace function view.declared_own(workspace_id integer, projection text, of_generation integer)
returns jsonb
language sql stable parallel safe as $$
    select coalesce((select nullif(p.form, '')::jsonb - '#instruments' from view.projection p where p.workspace = workspace_id and p.name = projection
        and p.generation = of_generation), '{}');
$$;
grant execute on function view.declared_own(integer, text, integer) to cpt_app;
