-- The newest entry of each alert that a silence keeps from subscription $2: its id, and the alert's.
select distinct on (subject) id, subject
  from delivery.outbox
 where workspace = $1 and subscription = $2 and silence is not null
 order by subject, position desc;
