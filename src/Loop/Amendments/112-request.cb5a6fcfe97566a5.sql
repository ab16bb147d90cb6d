-- From the first form of the table of kept answers to the lasting one: the table stands behind the wall.
call cpt.wall('intake.request');
