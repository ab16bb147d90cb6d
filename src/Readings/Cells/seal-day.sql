-- The day seal $2 was recorded on, and the last seal recorded before that day; 0 where there is none. Recorded times never go back.
select (s.recorded_at at time zone $3)::date,
       coalesce((select max(e.seal)
                   from log.seal e
                  where e.workspace = $1 and e.seal < $2 and (e.recorded_at at time zone $3)::date < (s.recorded_at at time zone $3)::date), 0)
  from log.seal s
 where s.workspace = $1 and s.seal = $2;
