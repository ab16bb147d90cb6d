-- Puts rows in place of all that board $2 of workspace $1 has, and says that it has shape $3. Runs under the head-row lock, so no entry comes in between.
with gone as (
    delete from view.board where workspace = $1 and board = $2 and id <> all ($4)
), shape as (
    insert into view.board_shape (workspace, board, shape) values ($1, $2, $3)
    on conflict (workspace, board) do update set shape = excluded.shape
)
insert into view.board (workspace, board, id, version, since, position, state, due_at, data)
select $1, $2, r.id, r.version, r.since, r.position, r.state, r.due_at, r.data::jsonb
  from unnest($4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::timestamptz[], $10::text[])
      as r (id, version, since, position, state, due_at, data)
on conflict (workspace, board, id) do update
   set version = excluded.version, since = excluded.since, position = excluded.position, state = excluded.state, due_at = excluded.due_at, data = excluded.data;
