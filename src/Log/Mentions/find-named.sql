-- Which of the given texts are ids of customers, whatever their case. One index look-up for each, by the hash of the folded id.
-- All matches are gathered and not the first alone: with a limit the planner hopes to meet one soon, and reads the table for each text.
select k.text, c.numbers[1] as number
  from unnest($2::text[]) as k (text)
 cross join lateral (
       select array_agg(number) as numbers from log.customer
        where workspace = $1 and folded = hashtextextended(lower(k.text), 0) and lower(external_id) = lower(k.text)) as c
 where c.numbers is not null;
