-- An append draws the numbers of new customers before it writes who they are, so that what it has to take back never held an id.
grant usage on sequence log.customer_number_seq to cpt_app;
