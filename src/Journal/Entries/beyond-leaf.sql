-- What of the journal does not fit and no leaf tells: columns outside the leaf that do not hold what an append writes there, an order of the
-- sequence that is not the order of the positions, and streams that are not where their last entry is. One statement, one snapshot.
with entry as (
    select e.*, p.position, p.seal, lag(e.seq_id) over (order by p.position) as seq_id_before
      from journal.entry_position p
      join journal.mt_events e on e.seq_id = p.seq_id and e.tenant_id = p.tenant_id
     where p.tenant_id = $1
), last as (
    select stream_id, max(version) as version from journal.mt_events where tenant_id = $1 group by stream_id
)
select e.seal, e.position, format('version %s of stream %s: %s', e.version, e.stream_id, fault.what) as what
  from entry e
 cross join lateral (values
       (e.seq_id <= e.seq_id_before, 'its seq_id does not follow that of the entry before'),
       (e.bdata is not null, 'bdata is not empty'),
       (e.mt_dotnet_type is not null, 'mt_dotnet_type is not empty'),
       (e.is_archived is distinct from false, 'is_archived is not false'),
       (e.headers is distinct from jsonb_build_object('actor', e.headers -> 'actor', 'reason', e.headers -> 'reason', 'seal', e.seal),
           'headers do not hold actor, reason and its seal, and nothing else')
       ) as fault (found, what)
 where fault.found
union all
select null, null, format('stream %s is at version %s, its last entry is version %s', coalesce(s.id, l.stream_id), s.version, l.version)
  from (select id, version from journal.mt_streams where tenant_id = $1) s
  full join last l on l.stream_id = s.id
 where s.version is distinct from l.version
union all
select null, null, format('stream %s is archived', id) from journal.mt_streams where tenant_id = $1 and is_archived is distinct from false
union all
select null, null, format('stream %s is compacted', id) from journal.mt_streams where tenant_id = $1 and compacted_version <> 0;
