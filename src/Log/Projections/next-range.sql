-- The last seal of the next range to fold and the signals in it: seals after $2 up to $3, until about $4 signals are together.
-- The seal that passes the measure belongs to the range, so an append larger than it is folded whole.
with ahead as (
    select seal, case log when 1 then count else 0 end as signals
      from log.seal
     where workspace = $1 and seal > $2 and seal <= $3
     order by seal
     limit 100000
), running as (
    select seal, signals, coalesce(sum(signals) over (order by seal rows between unbounded preceding and 1 preceding), 0) as before from ahead
)
select max(seal) as through, sum(signals)::bigint as signals from running where before < $4;
