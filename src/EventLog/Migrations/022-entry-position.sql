-- Where each journal entry stands: its position in its workspace's journal, the seal it is under, and the row of mt_events that holds it. Insert-only, like
-- the entries. It is a table of its own because mt_events belongs to Marten's layout, which knows no such columns; no leaf holds the position, so every root
-- that was ever sealed stays as it is. An event without a row here is under no seal, and verification says so.
create table journal.entry_position (
    tenant_id varchar not null,
    position  bigint not null,
    seal      integer not null,
    seq_id    bigint not null,
    constraint entry_position_pkey primary key (tenant_id, position)
);
insert into journal.entry_position (tenant_id, position, seal, seq_id)
select tenant_id, position, seal, seq_id from journal.mt_events where position is not null and seal is not null order by seq_id;
create unique index entry_position_event on journal.entry_position (seq_id);
create index entry_position_seal on journal.entry_position (tenant_id, seal);
call cpt.wall('journal.entry_position', 'tenant_id');
grant select, insert on journal.entry_position to cpt_app;

drop index journal.mt_events_position;
alter table journal.mt_events drop column position, drop column seal;

-- Marten 9.58's names and columns, so that it finds nothing to change.
alter table journal.mt_streams rename constraint mt_streams_pkey to pkey_mt_streams_tenant_id_id;
alter table journal.mt_streams add column compacted_version bigint not null default 0;
alter table journal.mt_events rename constraint mt_events_pkey to pkey_mt_events_seq_id;
alter table journal.mt_events rename constraint mt_events_stream to fkey_mt_events_stream_id_tenant_id;
alter table journal.mt_events alter column timestamp set default now();
alter table journal.mt_events drop constraint mt_events_stream_version;
create unique index pk_mt_events_stream_and_version on journal.mt_events (tenant_id, stream_id, version);
alter sequence journal.mt_events_sequence owned by journal.mt_events.seq_id;

-- A tombstone is what Marten writes in another transaction, outside every seal, for an append that failed. None is ever taken.
create function journal.refuse_tombstone() returns trigger language plpgsql as $$
begin
    raise exception 'The journal takes no tombstones: what was not appended leaves no trace.' using errcode = 'check_violation';
end
$$;
create trigger refuse_tombstone before insert on journal.mt_events for each row when (new.type = 'tombstone') execute function journal.refuse_tombstone();
create trigger refuse_tombstone before insert on journal.mt_streams for each row when (new.id = 'mt_tombstone') execute function journal.refuse_tombstone();
