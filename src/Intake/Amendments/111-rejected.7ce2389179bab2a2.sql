-- From the third form of the table of rejected rows to the lasting one: rows are found by their place.
create index rejected_place on intake.rejected (workspace, source, place) where taken_at is null;
