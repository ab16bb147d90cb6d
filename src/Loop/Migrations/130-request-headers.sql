-- The headers of a kept answer that tell of it (ETag, Location), as a JSON object of texts: the same request is answered with them again.
alter table intake.request add column headers text;
alter table intake.request alter headers set statistics 0;
