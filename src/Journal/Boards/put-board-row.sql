-- The row of a stream after an append, in place of the one before. Marten's own placeholders: it goes along with the events.
insert into view.board (workspace, board, id, version, since, position, state, due_at, data)
values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
on conflict (workspace, board, id) do update
   set version = excluded.version, position = excluded.position, state = excluded.state, due_at = excluded.due_at, data = excluded.data
