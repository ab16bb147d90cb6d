-- The same table with the same indexes, for rows that are only copied.
create schema bench;
create table bench.signal (like log.signal including all);
create table bench.signal_by_importer (like log.signal including all);
create table bench.cell (like view.cell including all);
