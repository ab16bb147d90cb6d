-- A request with the same key that comes again is run again, which signals and versions of commands make harmless.
delete from intake.request where workspace = $1 and key = any ($2);
