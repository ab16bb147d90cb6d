-- The touchpoints at which a campaign has signals.
select t.text
  from (select distinct c.touchpoint
          from view.cell c
         where c.workspace = $1 and c.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
           and c.campaign = (select id from log.name where workspace = $1 and text = $2) and c.count > 0 and c.touchpoint > 0) used
  join log.name t on t.id = used.touchpoint
 order by t.text;
