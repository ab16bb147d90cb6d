-- Of each of the campaigns $2 that received answers after its day of $3 and up to $4: whether they are of more than one segment, channel or touchpoint, and a
-- segment, channel and touchpoint of theirs, the only ones where they are not. What received-days.sql cannot tell, without its rows apart.
with live as materialized (
    select generation from view.projection where workspace = $1 and name = 'cells' and live
)
select a.campaign, v.several, coalesce(g.text, ''), coalesce(h.text, ''), coalesce(t.text, '')
  from unnest($2, $3) as a (campaign, after)
 cross join live
 cross join lateral (
       select min(c.segment) <> max(c.segment) or min(c.channel) <> max(c.channel)
              or min(c.touchpoint) <> max(c.touchpoint) as several,
              min(c.segment) as segment, min(c.channel) as channel, min(c.touchpoint) as touchpoint
         from view.cell c
        where c.workspace = $1 and c.generation = live.generation and c.campaign = a.campaign and c.kind in (9, 10)
          and c.received_day > a.after and c.received_day <= $4 and c.received_day <= c.recorded_day) v
  left join log.name g on g.id = v.segment
  left join log.name h on h.id = v.channel
  left join log.name t on t.id = v.touchpoint
 where v.several is not null;
