-- Exchange rates are signals of kind 12. They are few and are read by day, so an index of their own finds them; it costs other signals nothing.
create index signal_rate on log.signal (workspace, occurred_at) where kind = 12;
