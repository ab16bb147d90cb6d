using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Divergence;
using Npgsql;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// A campaign that is to be looked at, and the earliest received day that something came for; null where it is to be folded from its first day.
/// </summary>
internal readonly record struct TouchedCampaign(int Id, string Name, LocalDate? Earliest);

/// <summary>How far a policy has watched: the version it had, and the seal and generation of the cells.</summary>
internal readonly record struct WatchStand(StreamVersion Version, SealNumber Seal, int Generation);

/// <summary>Where the live cells stand and how far the policy has watched (null: it never did), and which campaigns are to be looked at.</summary>
internal sealed record Touched(int Generation, SealNumber Seal, WatchStand? Stand, IReadOnlyList<TouchedCampaign> Campaigns);

/// <summary>Reads and moves view.watch, and reads which campaigns were touched from view.arrival.</summary>
internal static class WatchTable
{
    /// <summary>
    /// Where the cells stand, and the campaigns touched since this version of the policy last watched: all of them if it never watched these cells.
    /// </summary>
    /// <param name="again">Also those whose detectors were set aside.</param>
    public static async Task<Touched> TouchedAsync(
        Database database,
        Workspace workspace,
        Policy policy,
        StreamVersion version,
        bool again,
        CancellationToken cancel
    )
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(WatchTable), "touched"), workspace.Id, policy.Name, version.Value, again, policy.IsOnMoney, workspace.Zone);
        var rows = await command.ListAsync(
            row =>
                (
                    Generation: row.Get<int>("generation"),
                    Seal: row.Seal("seal"),
                    Stand: row.Find<long>("stand_version") is { } stood
                        ? new WatchStand(new StreamVersion(stood), row.Seal("stand_seal"), row.Get<int>("stand_generation"))
                        : (WatchStand?)null,
                    Campaign: row.Find<int>("campaign") is { } campaign
                        ? new TouchedCampaign(campaign, row.Text("name"), FromDay(row.Get<LocalDate>("earliest")))
                        : (TouchedCampaign?)null
                ),
            cancel
        );
        return rows is [var first, ..]
            ? new Touched(first.Generation, first.Seal, first.Stand, [.. rows.Select(row => row.Campaign).OfType<TouchedCampaign>()])
            : new Touched(0, SealNumber.None, null, []);

        static LocalDate? FromDay(LocalDate day) => day == LocalDate.MinIsoValue ? null : day;
    }

    /// <summary>Moves the policy from where it was seen to stand; false where another watch has moved it meanwhile, and nothing may be committed.</summary>
    public static async Task<bool> MoveAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string policy,
        StreamVersion version,
        Touched seen,
        CancellationToken cancel
    )
    {
        const string Begin = "insert into view.watch (workspace, policy, version, seal, generation) values ($1, $2, $3, $4, $5) on conflict do nothing";
        const string Move = """
            update view.watch set version = $3, seal = $4, generation = $5
             where workspace = $1 and policy = $2 and version = $6 and seal = $7 and generation = $8
            """;
        object?[] arguments = [workspace.Id, policy, version.Value, seen.Seal.Value, seen.Generation];
        if (seen.Stand is var (versionBefore, sealBefore, generationBefore))
            arguments = [.. arguments, versionBefore.Value, sealBefore.Value, generationBefore];
        return await connection.ExecuteAsync(seen.Stand is null ? Begin : Move, arguments, cancel) == 1;
    }

    /// <summary>Deletes the arrivals every one of these policies has seen.</summary>
    public static async Task ForgetSeenAsync(Database database, Workspace workspace, IReadOnlyList<string> policies, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(WatchTable), "forget-seen"), workspace.Id, policies.ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The last position of the signal log at a seal.</summary>
    public static async Task<Position> PositionAsync(Database database, Workspace workspace, SealNumber seal, CancellationToken cancel)
    {
        const string Last = "select coalesce(max(first_position + count - 1), 0) from log.seal where workspace = $1 and log = 1 and seal <= $2";
        await using var command = database.SourceOf(workspace).Statement(Last, workspace.Id, seal.Value);
        return new Position((long)(await command.ExecuteScalarAsync(cancel))!);
    }
}
