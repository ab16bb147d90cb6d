namespace CustomerPerformanceTracker.Faults;

/// <summary>The server's connection to its database is cut when a commit was sent and before its answer came: nobody can know what became of it.</summary>
public sealed class CommitCutTests
{
    private const int Seed = 77;
    private static readonly int Cuts = FaultTests.AreLong ? 500 : 20;

    [Fact]
    public async Task What_was_acknowledged_over_HTTP_is_stored_once_although_commits_are_cut()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var cutter = new CommitCutter(test.ConnectionString);
        var auditor = new Auditor();
        int refused,
            foundStored;

        await using (var database = await Database.OpenAsync(cutter.ConnectionString, TrackerModules.All, CancellationToken.None))
        await using (
            var server = await TrackerServer.StartAsync(
                database,
                new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC"),
                TimeProvider.System,
                CancellationToken.None
            )
        )
        {
            var url = new Uri(server.Urls[0]);
            using var clients = new Clients(() => url, auditor, Seed);
            using var end = new CancellationTokenSource();
            var posting = clients.PostAsync(clients: 4, end.Token);
            for (var cut = 1; cut <= Cuts; cut++)
            {
                cutter.CutNextCommit(Cut.BeforeTheAnswer, IsAppend);
                await CutAsync(cutter, posting);
                if (cut % 5 > 0)
                    continue;

                // The folds' commits, too, and such that the database never heard of.
                cutter.CutNextCommit(Cut.BeforeTheAnswer, transaction => !IsAppend(transaction));
                await CutAsync(cutter, posting);
                cutter.CutNextCommit(Cut.BeforeTheServer);
                await CutAsync(cutter, posting);
            }

            await end.CancelAsync();
            await posting;
            (refused, foundStored) = (clients.Refused, clients.FoundStored);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {cutter.Cuts} cuts, {Cuts} of them of appends before the answer; {auditor.Acknowledgements} signals acknowledged, {refused} "
                + $"posts refused, {foundStored} found stored when sent again"
        );
        cutter.Cuts.ShouldBe(Cuts + (Cuts / 5 * 2));
        foundStored.ShouldBeGreaterThanOrEqualTo(Cuts, "each of them was a commit that the database had made");
        await Afterwards.ShouldFitAsync(test.ConnectionString, auditor, $"seed {Seed}");
    }

    private static bool IsAppend(string transaction) => transaction.Contains("copy log.signal", StringComparison.Ordinal);

    private static async Task CutAsync(CommitCutter cutter, Task posting)
    {
        var before = cutter.Cuts;
        await Eventually.ComesAsync(() => cutter.Cuts > before || posting.IsFaulted, "a commit is cut");
        if (posting.IsFaulted)
            await posting;
    }
}
