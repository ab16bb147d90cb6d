-- First and last day on which anything of the campaign occurred, as known at the end of day $3.
select min(d.occurred_day), max(d.occurred_day)
  from view.campaign_day d
 where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
   and d.campaign = $2 and d.received_day <= $3;
