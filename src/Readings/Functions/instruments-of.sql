-- The instruments that a generation of a projection was folded with, a row for each question of each: answers to `question` on `scale` are answers of the KPI
-- `kpi`, read as `how` says (mean: as they are, reversed: from the other end, top_two: 10000 where the score is at least `top`, else 0). is_asked is true of
-- one row of a KPI that is made of one question alone: that it was sent or seen holds for the KPI, too. A question that nobody answered yet has no number, and
-- no row.
drop function if exists view.instruments_of(integer, text, integer);
create function view.instruments_of(workspace_id integer, of_projection text, of_generation integer)
returns table (kpi integer, question integer, scale jsonb, how text, top smallint, is_asked boolean)
language sql stable parallel safe as $$
    select k.id, q.id, i.scale, i.how, i.top, row_number() over of_kpi = 1 and i.questions = 1
      from view.projection p
     cross join lateral jsonb_to_recordset(nullif(p.form, '')::jsonb -> '#instruments')
         as i (kpi text, question text, scale jsonb, how text, top smallint, questions integer)
      join log.name k on k.workspace = workspace_id and k.text = i.kpi
      join log.name q on q.workspace = workspace_id and q.text = i.question
     where p.workspace = workspace_id and p.name = of_projection and p.generation = of_generation
    window of_kpi as (partition by k.id order by i.scale);
$$;
grant execute on function view.instruments_of(integer, text, integer) to cpt_app;
