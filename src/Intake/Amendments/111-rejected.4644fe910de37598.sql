-- From the first form of the table of rejected rows to the lasting one: a row says whether it came as a CloudEvent, rows are found by their place, and the
-- table stands behind the wall. No row that is there came as a CloudEvent.
alter table intake.rejected add column cloud_events boolean not null default false;
alter table intake.rejected alter column cloud_events drop default, alter column history drop default;
create index rejected_place on intake.rejected (workspace, source, place) where taken_at is null;
call cpt.wall('intake.rejected');
