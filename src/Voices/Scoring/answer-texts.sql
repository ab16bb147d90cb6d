-- The comments of campaign $2 (null: of all) beside which a score of their feeling may stand, all that are recorded so far, campaign by campaign in the
-- order of their seals: ciphertext, the key and the id of its customer, and when it was received. A sentiment signal has a score of its own; rates and
-- retractions have no comment. With what corrects it, and how many customers of the workspace were erased at this snapshot. No locks.
with nobody as materialized (
    select c.key from log.customer c where c.workspace = $1 and c.external_id = ''
), own as materialized (
    select view.declared_own($1, 'cells', p.generation) as declared from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live
)
select (select w.erasures from log.workspace w where w.id = $1) as erasures,
       s.id, s.occurred_at, coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) as received_at,
       p.text as campaign, m.text as message, t.text as touchpoint, h.text as channel, g.text as segment, c.external_id as customer,
       case when s.customer is null then (select n.key from nobody n) else c.key end as key, s.comment,
       case when o.declared <> '{}' then view.own_named(s.attributes, o.declared)::text end as own,
       case when s.attributes is not null then convert_from(s.attributes, 'UTF8')::jsonb ->> 'language' end as language,
       coalesce(x.received_at, case when f.history then x.occurred_at else f.recorded_at end) as corrected_at
  from log.signal s
  join log.seal e on e.workspace = s.workspace and e.seal = s.seal
  join log.name p on p.id = s.campaign
  left join log.signal x on x.workspace = s.workspace and x.campaign = s.campaign and x.corrects = s.id
  left join log.seal f on f.workspace = x.workspace and f.seal = x.seal
  left join log.customer c on c.workspace = s.workspace and c.number = s.customer
  left join own o on true
  left join log.name m on m.id = s.message
  left join log.name t on t.id = s.touchpoint
  left join log.name h on h.id = s.channel
  left join log.name g on g.id = s.segment
 where s.workspace = $1 and ($2 is null or p.text = $2) and s.comment is not null and s.kind not in (10, 11, 12)
 order by s.campaign, s.seal, s.position;
