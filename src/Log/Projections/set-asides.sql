-- What generation $3 of a projection has set aside, by the campaign's name.
select a.campaign, n.text, a.folded, a.signals, a.since, a.error
  from view.set_aside a
  join log.name n on n.id = a.campaign
 where a.workspace = $1 and a.projection = $2 and a.generation = $3
 order by n.text;
