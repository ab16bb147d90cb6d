namespace CustomerPerformanceTracker.Faults;

/// <summary>The server and its PostgreSQL are killed with SIGKILL in turns, while clients post and a reader follows the alerts.</summary>
public sealed class KillTests
{
    private const int Seed = 4242;
    private static readonly int Kills = FaultTests.AreLong ? 50 : 4;

    private readonly BreakingCampaign[] campaigns =
    [
        .. Enumerable.Range(0, Kills).Select(i => new BreakingCampaign($"breaking-{i}", TimeProvider.System.GetUtcNow())),
    ];

    [Fact]
    public async Task What_was_acknowledged_is_stored_once_and_every_alert_is_told_once_although_processes_are_killed()
    {
        await using var folder = ServedFolder.Make();
        await SetAsync(folder);
        await folder.ServeAsync();
        var (auditor, random) = (new Auditor(), new Random(Seed));
        using var clients = new Clients(() => folder.Url, auditor, Seed);
        using var listener = new AlertListener(() => folder.Url);
        using var end = new CancellationTokenSource();
        var posting = clients.PostAsync(clients: 4, end.Token);
        var listening = listener.ListenAsync(end.Token);
        var away = new List<TimeSpan>();

        foreach (var (kill, campaign) in campaigns.Index())
        {
            await MoreAsync(auditor, random.Next(100, 400), posting);
            var breaking = clients.PostAsync(campaign.Break());
            var start = Stopwatch.GetTimestamp();
            if (kill % 2 == 0)
            {
                await folder.KillServerAsync();
                await folder.ServeAsync();
            }
            else
            {
                folder.KillPostmaster();
            }

            // What was on its way when it was killed may still be told; what comes after that is the server's that is back.
            await MoreAsync(auditor, signals: 200, posting);
            away.Add(Stopwatch.GetElapsedTime(start));
            await breaking;
        }

        await Eventually.ComesAsync(() => listener.Positions.Count >= Kills, "every alert is told");
        await end.CancelAsync();
        await posting;
        await listening;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {Kills} kills; {auditor.Acknowledgements} signals acknowledged, {clients.Refused} posts refused, {clients.Unanswered} "
                + $"unanswered, {clients.FoundStored} found stored when sent again; "
                + $"{listener.Positions.Count} alerts over {listener.Opened} streams; 200 more signals after a kill of the server in "
                + $"{Seconds(away.Where((_, i) => i % 2 == 0))}, of PostgreSQL in {Seconds(away.Where((_, i) => i % 2 == 1))}"
        );
        var raised = await folder.ShouldFitAsync(auditor, $"seed {Seed}");
        raised.Count.ShouldBe(Kills);
        listener.Positions.ShouldBe(raised);
        listener.Resets.ShouldBe(0);
    }

    private static async Task MoreAsync(Auditor auditor, int signals, Task posting)
    {
        var enough = auditor.Acknowledgements + signals;
        await Eventually.ComesAsync(() => auditor.Acknowledgements >= enough || posting.IsFaulted, $"{signals} more signals are acknowledged");
        if (posting.IsFaulted)
            await posting;
    }

    /// <summary>A history and a policy by which each campaign's break is told.</summary>
    private async Task SetAsync(ServedFolder folder)
    {
        var (policy, history) = (Path.Combine(folder.Path, "policy.yaml"), Path.Combine(folder.Path, "history.ndjson"));
        await File.WriteAllTextAsync(policy, BreakingCampaign.Policy);
        await File.WriteAllLinesAsync(history, campaigns.SelectMany(campaign => campaign.History()));
        await folder.RunAsync("import", history, "--history");
        await folder.RunAsync("policies", "set", policy);
    }

    private static string Seconds(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        return FormattableString.Invariant($"{sorted[sorted.Length / 2].TotalSeconds:0.0} s (median) to {sorted[^1].TotalSeconds:0.0} s");
    }
}
