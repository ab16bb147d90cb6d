-- From the second form of the table of rejected rows to the lasting one: rows are found by their place, and the table stands behind the wall.
create index rejected_place on intake.rejected (workspace, source, place) where taken_at is null;
call cpt.wall('intake.rejected');
