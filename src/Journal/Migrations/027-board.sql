-- What is listed of the journal's streams: one row a stream, folded as its entries are appended and committed with them, so that a list need not fold the
-- journal. Everything in it follows from the journal; a board whose shape is not the one its program knows is built again from there.
-- since and position are those of the stream's first and last entry; due_at is the moment at which something is to be done though nobody asks, null where nothing is.
create table view.board (
    workspace integer not null,
    board     text not null,
    id        text not null,
    version   bigint not null,
    since     bigint not null,
    position  bigint not null,
    state     text not null,
    due_at    timestamptz check (isfinite(due_at)),
    data      jsonb not null,
    constraint board_pkey primary key (workspace, board, id)
);
create index board_position on view.board (workspace, board, position);
create index board_due on view.board (workspace, board, due_at) where due_at is not null;
call cpt.wall('view.board');
grant select, insert, update, delete on view.board to cpt_app;

-- The shape that a workspace's board was built in.
create table view.board_shape (
    workspace integer not null,
    board     text not null,
    shape     integer not null,
    constraint board_shape_pkey primary key (workspace, board)
);
call cpt.wall('view.board_shape');
grant select, insert, update, delete on view.board_shape to cpt_app;
