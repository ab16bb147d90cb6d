-- Finds the comments of a campaign by the day they were written. It holds signals with a comment alone, so appends without one never touch it.
create index signal_comment on log.signal (workspace, campaign, occurred_at) where comment is not null;
