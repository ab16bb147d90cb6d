using CustomerPerformanceTracker.Readings;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>What is said when a name asked for is not there: which ones are.</summary>
internal static class Missing
{
    private const int Told = 10;

    public static async Task<UsageException> CampaignAsync(Session session, string name, CancellationToken cancel)
    {
        var there = await session.Engine.Cells.CampaignsAsync(cancel);
        return new UsageException(
            there.Count == 0
                ? $"There is no campaign '{name}': the workspace {session.Engine.Workspace.Name} has no signals yet. `cpt import --help` shows how to "
                    + "bring some in."
                : $"There is no campaign '{name}' with these cursors. There are: "
                    + $"{string.Join(", ", there.Take(Told).Select(campaign => campaign.Name))}{(there.Count > Told ? $" and {there.Count - Told} more" : "")}."
        );
    }
}
