-- Acts of customers carry the own dimensions of their signals, as cells do (view.own; 0 is a signal that names none), and orders the cost of their goods:
-- major units of the order's currency, of the whole count. A generation folded before has neither and is folded anew.
alter table view.customer_act add column own integer not null default 0, add column cost numeric;
