-- The signals of an id ($2), one for each campaign that has it ($4 null: all), in the zone $3.
select s.position, s.seal, s.id, s.kind, p.text as campaign, (s.occurred_at at time zone $3)::date as occurred_on,
       (coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) at time zone $3)::date as received_on,
       s.count, k.text as kpi, s.score, m.text as message, t.text as touchpoint, c.text as channel, g.text as segment,
       view.own_named(s.attributes, (select view.declared_own($1, 'cells', l.generation) from view.projection l where l.workspace = $1 and l.name = 'cells'
           and l.live))::text as own
  from log.signal s
  join log.seal e on e.workspace = s.workspace and e.seal = s.seal
  join log.name p on p.id = s.campaign
  left join log.name k on k.id = s.kpi
  left join log.name m on m.id = s.message
  left join log.name t on t.id = s.touchpoint
  left join log.name c on c.id = s.channel
  left join log.name g on g.id = s.segment
 where s.workspace = $1 and s.id = $2 and ($4 is null or p.text = $4)
 order by s.position;
