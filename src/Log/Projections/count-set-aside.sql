-- Adds the signals of seals $4 + 1 .. $5 to what is set aside of their campaigns. Runs under the checkpoint's row lock, once for each range.
update view.set_aside a
   set signals = a.signals + (select count(*) from log.signal s where s.workspace = $1 and s.seal > greatest($4, a.folded) and s.seal <= $5
       and s.campaign = a.campaign)
 where a.workspace = $1 and a.projection = $2 and a.generation = $3;
