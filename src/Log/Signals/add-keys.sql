-- Keys made for customers who had none so far. Runs behind the COPY of their signals, under the head-row lock, which the reading of who has none was under,
-- too.
update log.customer c set key = n.key from unnest($2, $3) as n (number, key) where c.workspace = $1 and c.number = n.number and c.key is null
    and c.erased_at is null;
