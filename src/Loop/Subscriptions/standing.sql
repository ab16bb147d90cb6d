-- Those of the alerts $3 that subscription $2 was notified of (or was to be, and could not), with nothing on its way and nothing kept back by a silence.
select subject
  from delivery.outbox
 where workspace = $1 and subscription = $2 and subject = any ($3)
 group by subject
having bool_or(state in ('delivered', 'dead')) and not bool_or(state = 'pending') and not bool_or(silence is not null);
