-- How many segments of the write-ahead log lie ready for later, with whatever they held before.
select count(*) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn());
