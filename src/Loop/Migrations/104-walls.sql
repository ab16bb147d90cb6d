-- The wall of 011-walls around what is derived, too.
call cpt.wall('view.cell');
call cpt.wall('view.campaign_day');
call cpt.wall('view.arrival');
call cpt.wall('view.watch');
