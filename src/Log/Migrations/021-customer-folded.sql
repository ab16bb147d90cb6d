-- Finds a customer by an id as people write it, whatever its case, so that a text of the journal that names one is refused. The column is a hash of the
-- folded id and holds nothing of the id itself; it goes when the id goes. It is a column and no index on an expression, since under row policies an index
-- is used only for comparisons that cannot leak, and those of whole numbers are.
alter table log.customer add column folded bigint generated always as (hashtextextended(lower(external_id), 0)) stored;
create index customer_folded on log.customer (workspace, folded) where folded is not null;
