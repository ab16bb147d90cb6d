-- The text of a row that named a customer goes, and the row is no longer open; the source, place and day it had stay, but for a source whose name holds
-- them.
update intake.rejected
   set raw = '', header = null, field = null, source = case when exists (select from unnest($3) as spelling
       where position(spelling in convert_to(source, 'UTF8')) > 0) then 'erased' else source end,
       code = 'erased', reason = 'the row was erased with its customer', taken_at = coalesce(taken_at, now())
 where workspace = $1 and id = any ($2);
