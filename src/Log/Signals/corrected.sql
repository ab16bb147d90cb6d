-- Which of the given signals have a correction already.
select s.campaign, s.corrects
  from unnest($2::integer[], $3::uuid[]) as k (campaign, corrects)
  join log.signal s on s.workspace = $1 and s.campaign = k.campaign and s.corrects = k.corrects;
