-- A score in basis points of its scale as an instrument reads it: view.instruments_of tells the ways. Reads no table.
create or replace function view.instrument_score(score smallint, how text, top smallint)
returns smallint
language sql immutable parallel safe as $$
    select (case how when 'reversed' then 10000 - score when 'top_two' then case when score >= top then 10000 else 0 end else score end)::smallint;
$$;
grant execute on function view.instrument_score(smallint, text, smallint) to cpt_app;
