-- Of the campaigns $3 that a pass of policy $2 looked at, the detectors of $4 and $5 failed, with the errors $6, and no others. One that failed before keeps
-- its time. Runs in the transaction that moves view.watch.
with failed as (
    select * from unnest($4::integer[], $5::text[], $6::text[]) as f (campaign, scope, error)
), mended as (
    delete from view.detector_set_aside s
     where s.workspace = $1 and s.policy = $2 and s.campaign = any ($3) and not exists (select from failed f where f.campaign = s.campaign
         and f.scope = s.scope)
)
insert into view.detector_set_aside (workspace, policy, campaign, scope, since, error)
select $1, $2, f.campaign, f.scope, $7, f.error from failed f
on conflict (workspace, policy, campaign, scope) do update set error = excluded.error;
