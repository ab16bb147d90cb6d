-- Of each campaign of $3 the newest state of policy $2 that ends before the day of $4 and is of the version, generation and shape in force.
select a.campaign, s.through, s.state
  from unnest($3, $4) as a (campaign, before)
 cross join lateral (
       select w.through, w.state
         from view.watch_state w
        where w.workspace = $1 and w.policy = $2 and w.campaign = a.campaign and w.through < a.before and w.version = $5 and w.generation = $6 and w.shape = $7
        order by w.through desc limit 1) s;
