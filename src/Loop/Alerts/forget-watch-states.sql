-- The states of policy $2 for the campaigns of $3 that no longer hold, those behind the day of $4; and those that are not wanted any more: others than the days
-- $5.
delete from view.watch_state w
 using unnest($3, $4) as a (campaign, good)
 where w.workspace = $1 and w.policy = $2 and w.campaign = a.campaign
   and (w.through > a.good or w.through <> all ($5) or w.version <> $6 or w.generation <> $7 or w.shape <> $8);
