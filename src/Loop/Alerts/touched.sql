-- The generation and seal the live cells stand at and what view.watch holds of policy $2, beside each campaign touched since version $3 of it last watched
-- these cells, with the earliest received day that something came for; every campaign, from the first day on, where it never did. Where $4 is true, also those
-- whose detectors were set aside. Where $5 is true, for a policy on money, also those with money received on or after the earliest day (zone $6) that an
-- exchange rate came for, or the correction of one. One row with nulls where none was touched, so that the seal is always told.
with live as (
    select generation, seal from view.projection where workspace = $1 and name = 'cells' and live
), stand as (
    select w.version, w.seal, w.generation from view.watch w where w.workspace = $1 and w.policy = $2
), watched as (
    select s.seal from stand s, live where s.version = $3 and s.generation = live.generation
), rated as (
    select min((coalesce(s.received_at, case when e.history then s.occurred_at else e.recorded_at end) at time zone $6)::date) as earliest
      from live
     cross join watched
      join log.signal s on s.workspace = $1 and s.seal > watched.seal and s.seal <= live.seal
      join log.seal e on e.workspace = $1 and e.seal = s.seal
     where $5 and (s.kind = 12 or s.corrects is not null
            and exists (select from log.signal r where r.workspace = $1 and r.campaign = s.campaign and r.id = s.corrects and r.kind = 12))
), touched as (
    select a.campaign, a.received_day as earliest from view.arrival a, live, watched where a.workspace = $1 and a.generation = live.generation
        and a.seal > watched.seal
    union all
    select d.campaign, '-infinity' from view.campaign_day d, live where not exists (select from watched) and d.workspace = $1 and d.generation = live.generation
    union all
    select d.campaign, r.earliest from rated r, live, view.campaign_day d
     where r.earliest is not null and d.workspace = $1 and d.generation = live.generation and d.currency <> 0 and d.received_day >= r.earliest
    union all
    select s.campaign, '-infinity' from view.detector_set_aside s where $4 and s.workspace = $1 and s.policy = $2
), earliest as (
    select campaign, least(min(earliest), '9999-12-31') as day from touched group by campaign
)
select live.generation, live.seal, s.version as stand_version, s.seal as stand_seal, s.generation as stand_generation, n.id as campaign, n.text as name,
       e.day as earliest
  from live left join stand s on true left join (earliest e join log.name n on n.id = e.campaign) on true
 order by n.text;
