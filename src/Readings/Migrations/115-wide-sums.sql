-- Sums of amounts, and of counts times scores, pass 63 bits before a log is full: two amounts near 2^63 did, and stopped every fold of their workspace.
-- numeric has no end. Counts stay as they are: four thousand million signals of the largest count there ever was fit.
alter table view.cell alter column amount type numeric, alter column score_sum type numeric;
alter table view.campaign_day alter column amount type numeric, alter column score_sum type numeric;

-- The types of what view.cell_at returns are part of it, so it is made again as it stands, with these two wide.
do $$
declare
    reading    text := (select oid::regprocedure from pg_proc where pronamespace = 'view'::regnamespace and proname = 'cell_at');
    definition text := pg_get_functiondef(reading::regprocedure);
begin
    execute format('drop function %s', reading);
    execute replace(definition, 'amount bigint, score_sum bigint', 'amount numeric, score_sum numeric');
    execute format('grant execute on function %s to cpt_app', reading);
end
$$;
