-- Sets campaign $4 aside from behind seal $5 on. Its time is that of the first seal which could not be folded. Runs under the checkpoint's row lock.
insert into view.set_aside (workspace, projection, generation, campaign, folded, signals, since, error)
select $1, $2, $3, $4, $5, 0, s.recorded_at, $6 from log.seal s where s.workspace = $1 and s.seal = $5 + 1;
