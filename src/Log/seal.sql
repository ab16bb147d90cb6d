-- Records one append and moves the heads with it. Runs under the head-row lock taken before the append began.
with sealed as (
    insert into log.seal (workspace, seal, log, history, first_position, count, recorded_at, root)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
)
update log.workspace
   set signals     = signals + case when $3 = 1 then $6 else 0 end,
       journal     = journal + case when $3 = 2 then $6 else 0 end,
       seals       = $2,
       recorded_at = $7,
       edge        = $9,
       corrections = corrections + $10
 where id = $1;
