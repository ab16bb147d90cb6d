-- The three rooms of the database: log (what customers did and felt), journal (what the organisation decided), view (what is derived and can be rebuilt).
create schema log;
create schema journal;
create schema view;
