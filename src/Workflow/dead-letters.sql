-- One row for each type of message that Wolverine gave up on: how many there are, how many of them are marked to be retried, when the newest failed and with
-- what it failed. Messages of all workspaces.
select message_type, count(*) as letters, count(*) filter (where replayable) as marked, max(failed_at) as failed_at,
       coalesce((array_agg(exception_message order by failed_at desc nulls last, sent_at desc nulls last, id))[1], '') as error
  from wolverine.wolverine_dead_letters
 where archived_at is null
 group by message_type
 order by message_type;
