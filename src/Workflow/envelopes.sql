-- How many messages are scheduled, how many of them have been due since before $1 with the time of the oldest, and how many wait for a server that takes them:
-- their owner is no server that was heard since $1. Messages of all workspaces.
with incoming as (
    select status, execution_time, owner_id in (select node_number from wolverine.wolverine_nodes where health_check >= $1) as owned
      from wolverine.wolverine_incoming_envelopes
)
select count(*) filter (where status = 'Scheduled') as scheduled,
       count(*) filter (where status = 'Scheduled' and execution_time < $1) as overdue,
       min(execution_time) filter (where status = 'Scheduled' and execution_time < $1) as overdue_since,
       count(*) filter (where status = 'Incoming' and not owned)
           + (select count(*) from wolverine.wolverine_outgoing_envelopes
               where owner_id not in (select node_number from wolverine.wolverine_nodes where health_check >= $1)) as stuck
  from incoming;
