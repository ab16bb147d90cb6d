-- Rejected rows in which an id stands, in any case of its ASCII letters: place, id and row, both as text that any bytes have.
select concat('rejected row ', r.id) as place, sought.id, kept.text
  from intake.rejected r
 cross join lateral (select lower(encode(r.raw, 'escape')) as text) as kept
 cross join lateral (select lower(encode(convert_to($2, 'UTF8'), 'escape')) as id) as sought
 where r.workspace = $1 and position(sought.id in kept.text) > 0
 order by r.id;
