-- What a signal's attributes say of the own dimensions in `declared` (a JSON object of name and type: text, number or flag), as a JSON object of texts; null
-- where they say nothing. A value that is none of its type is as good as none: a text longer than 200 letters or with control characters, a number that is
-- not written as one, a flag that is neither true nor false. Numbers are written without useless zeros, so that equal ones are equal. Reads no table.
create or replace function view.own_named(attributes bytea, declared jsonb)
returns jsonb
language sql immutable parallel safe as $$
    select case when attributes is not null and declared <> '{}' then (
        select jsonb_object_agg(o.name, o.value)
          from (select d.key as name,
                       case d.value
                           when 'text' then case when jsonb_typeof(a.v) in ('string', 'number', 'boolean') and length(a.v #>> '{}') between 1 and 200
                               and (a.v #>> '{}') !~ '[[:cntrl:]]' then a.v #>> '{}' end
                           when 'number' then case when jsonb_typeof(a.v) in ('string', 'number') and (a.v #>> '{}') ~ '^-?[0-9]{1,18}(\.[0-9]{1,18})?$'
                               then trim_scale((a.v #>> '{}')::numeric)::text end
                           when 'flag' then case when jsonb_typeof(a.v) in ('string', 'boolean') and (a.v #>> '{}') in ('true', 'false') then a.v #>> '{}' end
                       end as value
                  from jsonb_each_text(declared) d
                 cross join lateral (select convert_from(attributes, 'UTF8')::jsonb -> d.key as v) a) o
         where o.value is not null) end;
$$;
grant execute on function view.own_named(bytea, jsonb) to cpt_app;
