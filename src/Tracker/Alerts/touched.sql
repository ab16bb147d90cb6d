-- The generation and seal the live cells stand at, beside each campaign touched since version $3 of policy $2 last watched them; every campaign where it
-- never did. Where $4 is true, also those whose detectors were set aside. One row with nulls where none was touched, so that the seal is always told.
with live as (
    select generation, seal from view.projection where workspace = $1 and name = 'cells' and live
), watched as (
    select w.seal from view.watch w, live where w.workspace = $1 and w.policy = $2 and w.version = $3 and w.generation = live.generation
), touched as (
    select distinct a.campaign from view.arrival a, live, watched where a.workspace = $1 and a.generation = live.generation and a.seal > watched.seal
    union
    select d.campaign from view.campaign_day d, live where not exists (select from watched) and d.workspace = $1 and d.generation = live.generation
    union
    select s.campaign from view.detector_set_aside s where $4 and s.workspace = $1 and s.policy = $2
)
select live.generation, live.seal, n.id, n.text
  from live left join (touched t join log.name n on n.id = t.campaign) on true
 order by n.text;
