-- What is told to whom. Which subscriptions there are stands in the journal (streams subscription-...); here stands how far each has come, what is
-- on its way, and what is secret of it.
create schema delivery;
grant usage on schema delivery to cpt_app;
