-- log.contribution as the instruments of a generation of a projection read it. An answer to a question of an instrument is told as one of the instrument's
-- KPI, too, and so is that the question was sent or seen. A KPI that is an instrument's is made of its questions on their scales alone: any other answer of
-- that name is of kind 109, an answer left out. Where no instrument is declared every row is as it was, and the log is read once.
drop function if exists view.told(integer, text, integer, integer, integer);
create function view.told(workspace_id integer, of_projection text, of_generation integer, after integer, through integer)
returns table (
    sign integer, seal integer, campaign integer, message integer, touchpoint integer, channel integer, segment integer, customer integer,
    kind smallint, kpi integer, currency integer, score smallint, count integer, amount bigint,
    occurred_at timestamptz, received_at timestamptz, recorded_at timestamptz, attributes bytea)
language sql stable parallel safe as $$
    select c.sign, c.seal, c.campaign, c.message, c.touchpoint, c.channel, c.segment, c.customer,
           (case when c.kind = 9 and c.kpi = any (array(select i.kpi from view.instruments_of(workspace_id, of_projection, of_generation) i))
               then 109 else c.kind end)::smallint,
           c.kpi, c.currency, c.score, c.count, c.amount, c.occurred_at, c.received_at, c.recorded_at, c.attributes
      from log.contribution(workspace_id, after, through) c
     where not (c.kind = 9 and c.kpi = any (array(select i.kpi from view.instruments_of(workspace_id, of_projection, of_generation) i where i.kpi = i.question))
           and exists (select from view.instruments_of(workspace_id, of_projection, of_generation) i
                        where i.kpi = c.kpi and i.question = c.kpi and i.scale = convert_from(c.attributes, 'UTF8')::jsonb -> 'scale'))
    union all
    select c.sign, c.seal, c.campaign, c.message, c.touchpoint, c.channel, c.segment, c.customer, c.kind, i.kpi, c.currency,
           view.instrument_score(c.score, i.how, i.top), c.count, c.amount, c.occurred_at, c.received_at, c.recorded_at, c.attributes
      from view.instruments_of(workspace_id, of_projection, of_generation) i
      join log.contribution(workspace_id, after, through) c on c.kpi = i.question
     where case c.kind when 9 then i.scale = convert_from(c.attributes, 'UTF8')::jsonb -> 'scale' when 13 then i.is_asked and i.kpi <> i.question
           when 14 then i.is_asked and i.kpi <> i.question else false end;
$$;
grant execute on function view.told(integer, text, integer, integer, integer) to cpt_app;
