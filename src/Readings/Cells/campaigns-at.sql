-- Campaigns that have cells at any cursors, by name; campaigns.sql is the faster form for now.
select n.id, n.text
  from (select distinct c.campaign
          from view.cells_at($1, $9, (select generation from view.projection where workspace = $1 and name = 'cells' and live),
                             '-infinity', $2, $3, $4, $5, $6, $7, $8) c) there
  join log.name n on n.id = there.campaign
 order by n.text;
