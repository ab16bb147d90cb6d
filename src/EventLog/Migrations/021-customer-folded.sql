-- Finds a customer by an id as people write it, whatever its case, so that a text of the journal that names one is refused. Holds a hash, no id.
create index customer_folded on log.customer (workspace, hashtextextended(lower(external_id), 0)) where external_id is not null;
