-- What autovacuum would do sooner or later, done before anything is timed.
vacuum analyze;
