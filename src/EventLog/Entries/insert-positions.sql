-- Says where the entries of one append stand: workspace $1, seal $2, positions $3, numbers of the sequence $4. Runs under the head-row lock.
insert into journal.entry_position (tenant_id, position, seal, seq_id)
select $1, e.position, $2, e.number from unnest($3, $4) as e (position, number);
