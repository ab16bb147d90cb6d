-- Lets a request be run anew when it comes again. One that was carried out stays: where its transaction is still ending, this waits for that first.
delete from intake.request
 where workspace = $1 and client = $2 and key = $3 and started_at = $4 and position is null;
