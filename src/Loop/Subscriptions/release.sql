-- Ends what silences keep back of the alerts $3 from subscription $2: the entries $4 are pending now, the others are not told any more.
update delivery.outbox
   set silence = null,
       state = case when id = any ($4) then 'pending' else state end,
       status = case when id = any ($4) then status || ', which is over' else status end,
       next_at = case when id = any ($4) then $5 else next_at end
 where workspace = $1 and subscription = $2 and subject = any ($3) and silence is not null;
