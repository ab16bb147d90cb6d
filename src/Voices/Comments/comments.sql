-- The comments of campaign $2 that were written from $3 to $4, as received by $5 (null: whenever) and recorded by seal $6, in the order they were
-- written: ciphertext, and the key of its customer, or of nobody in particular where no customer is named; no key where the customer was erased. A comment
-- is corrected where what corrects or retracts its signal was received and recorded by then, too. Own dimensions are those that the live cells are folded
-- with. One snapshot, no locks.
with nobody as materialized (
    select c.key from log.customer c where c.workspace = $1 and c.external_id = ''
), own as materialized (
    select view.declared_own($1, 'cells', p.generation) as declared from view.projection p where p.workspace = $1 and p.name = 'cells' and p.live
)
select s.id, s.occurred_at, s.kind, k.text as kpi, s.score,
       case when s.kind in (9, 10) then (convert_from(s.attributes, 'UTF8')::jsonb -> 'scale')::text end as scale,
       s.customer, case when s.customer is null then (select n.key from nobody n) else c.key end as key, s.comment,
       m.text as message, t.text as touchpoint, h.text as channel, g.text as segment,
       case when o.declared <> '{}' then view.own_named(s.attributes, o.declared)::text end as own,
       exists (
           select from log.signal x join log.seal f on f.workspace = x.workspace and f.seal = x.seal
            where x.workspace = s.workspace and x.campaign = s.campaign and x.corrects = s.id and x.seal <= $6
              and ($5 is null or coalesce(x.received_at, case when f.history then x.occurred_at else f.recorded_at end) <= $5)) as corrected
  from log.signal s
  join log.seal e on e.workspace = s.workspace and e.seal = s.seal
  left join log.customer c on c.workspace = s.workspace and c.number = s.customer
  left join own o on true
  left join log.name k on k.id = s.kpi
  left join log.name m on m.id = s.message
  left join log.name t on t.id = s.touchpoint
  left join log.name h on h.id = s.channel
  left join log.name g on g.id = s.segment
 where s.workspace = $1 and s.campaign = $2 and s.comment is not null and s.occurred_at >= $3 and s.occurred_at <= $4 and s.seal <= $6
   and ($5 is null or coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) <= $5)
 order by s.occurred_at, s.id;
