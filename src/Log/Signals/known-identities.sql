-- Which of the given identities (campaign's name, id) the log holds, by their place in the list, from 0. Reads only.
select (k.place - 1)::integer as place
  from unnest($2::text[], $3::uuid[]) with ordinality as k (campaign, id, place)
  join log.name n on n.workspace = $1 and n.text = k.campaign
  join log.signal s on s.workspace = $1 and s.campaign = n.id and s.id = k.id;
