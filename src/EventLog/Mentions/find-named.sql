-- Which of the given texts are ids of customers, whatever their case. One index look-up for each: the index holds a hash of the folded id and nothing of the id itself.
select k.text, c.number
  from unnest($2::text[]) as k (text)
 cross join lateral (
       select number from log.customer
        where workspace = $1 and external_id is not null and hashtextextended(lower(external_id), 0) = hashtextextended(lower(k.text), 0) and lower(external_id) = lower(k.text)
        limit 1) as c;
