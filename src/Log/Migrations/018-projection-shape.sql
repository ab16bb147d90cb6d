-- What a generation's rows mean. A program whose projection has a later shape than the live generation builds another one beside it before it
-- folds on; until that is switched to, readings rest on the rows there are.
alter table view.projection add column shape integer not null default 1;
