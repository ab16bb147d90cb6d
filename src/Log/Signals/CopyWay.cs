namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// How rows come into log.signal, where PostgreSQL refuses COPY FROM since row policies apply: the statement before the COPY, the COPY itself, and the
/// statement after it, all in the append's transaction. Neither way says whose the rows are: the table fills in the connection's workspace.
/// </summary>
internal sealed record CopyWay(string Before, string Copy, string After)
{
    private const string Columns =
        "position, seal, occurred_at, campaign, count, kind, id, received_at, amount, message, touchpoint, channel, segment, customer, kpi, currency, "
        + "score, corrects, comment, attributes";

    /// <summary>As the role that passes policies by and may do nothing else than insert signals.</summary>
    public static CopyWay PastPolicies { get; } =
        new("set local role cpt_append", $"copy log.signal ({Columns}) from stdin (format binary)", "set local role cpt_app");

    /// <summary>By way of a table of the session's own, where no such role could be made: every row is written twice.</summary>
    public static CopyWay UnderPolicies { get; } =
        new(
            "create temp table if not exists incoming on commit delete rows as select * from log.signal with no data",
            $"copy pg_temp.incoming ({Columns}) from stdin (format binary)",
            $"insert into log.signal ({Columns}) select {Columns} from pg_temp.incoming order by position"
        );
}
