using Npgsql;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// A detector that could not be run, by its policy, campaign and scope ("" for the whole campaign); it raises nothing until it runs again.
/// <paramref name="Since"/> is when it first failed.
/// </summary>
public sealed record DetectorSetAside(string Policy, string Campaign, string Scope, Instant Since, string Error);

/// <summary>Reads and writes view.detector_set_aside.</summary>
internal static class DetectorTable
{
    public static async Task<IReadOnlyList<DetectorSetAside>> ListAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        const string List = """
            select s.policy, n.text as campaign, s.scope, s.since, s.error from view.detector_set_aside s join log.name n on n.id = s.campaign
             where s.workspace = $1 order by s.policy, n.text, s.scope
            """;
        await using var command = database.SourceOf(workspace).Statement(List, workspace.Id);
        return await command.ListAsync(
            row => new DetectorSetAside(row.Text("policy"), row.Text("campaign"), row.Text("scope"), row.Get<Instant>("since"), row.Text("error")),
            cancel
        );
    }

    /// <summary>Writes what a pass of a policy found: of the campaigns it looked at, the detectors that failed are set aside and no others.</summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string policy,
        IReadOnlyCollection<int> looked,
        IReadOnlyList<(int Campaign, string Scope, string Error)> failed,
        Instant now,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(
            SqlFile.Beside(typeof(DetectorTable), "replace-set-aside"),
            workspace.Id,
            policy,
            looked.ToArray(),
            failed.Select(one => one.Campaign).ToArray(),
            failed.Select(one => one.Scope).ToArray(),
            failed.Select(one => one.Error).ToArray(),
            now
        );
        await command.ExecuteNonQueryAsync(cancel);
    }
}
