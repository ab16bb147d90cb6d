-- Gives numbers to the KPIs of the instruments that generation $3 of projection $2 was formed with, where they have none yet. One that another transaction is
-- adding is waited for; all add in one order.
insert into log.name (workspace, text)
select distinct $1::integer, i.kpi
  from view.projection p
 cross join lateral jsonb_to_recordset(nullif(p.form, '')::jsonb -> '#instruments') as i (kpi text)
 where p.workspace = $1 and p.name = $2 and p.generation = $3
   and not exists (select from log.name n where n.workspace = $1 and n.text = i.kpi)
 order by 2
    on conflict (workspace, text) do nothing;
