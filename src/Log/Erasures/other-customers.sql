-- Every other customer, decomposed as the given id is: the database knows Unicode's forms, which a program without ICU does not.
select external_id, normalize(external_id, NFKD) as theirs, normalize($2, NFKD) as given
  from log.customer
 where workspace = $1 and external_id is not null and external_id <> $2;
