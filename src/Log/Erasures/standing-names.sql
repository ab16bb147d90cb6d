-- Names in which one of the spellings stands, in any case.
select n.text as place, n.text
  from log.name n
 where n.workspace = $1 and exists (select from unnest($2) as spelling where position(spelling in lower(n.text)) > 0)
 order by n.text;
