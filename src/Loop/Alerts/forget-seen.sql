-- Arrivals up to the seal that all of the given policies have passed. With no policy at all nothing has to be kept: a new one begins with every campaign.
delete from view.arrival a
 where a.workspace = $1
   and a.seal <= coalesce((select min(coalesce(w.seal, 0)) from unnest($2) as p (name) left join view.watch w on w.workspace = $1 and w.policy = p.name),
       2147483647);
