-- The settings that a generation's rows rest on, as one text that its projection understands; '' for none. A generation that was made under others than hold
-- now is replaced before it is folded on, as one of an earlier shape is.
alter table view.projection add column form text not null default '';
