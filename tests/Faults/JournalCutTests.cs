namespace CustomerPerformanceTracker.Faults;

/// <summary>The server's connection to its database is cut at the commit of a decision, on either side: nobody can know what became of it.</summary>
public sealed class JournalCutTests
{
    private const int Seed = 5263;
    private const int People = 4;
    private static readonly int Cuts = FaultTests.AreLong ? 500 : 20;

    [Fact]
    public async Task Each_command_over_HTTP_is_followed_once_with_its_messages_although_commits_are_cut()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        await Commanders.RaiseAsync(engine, People);
        await using var cutter = new CommitCutter(test.ConnectionString);
        Audit audit;
        int again,
            carriedOut;

        await using (var cut = await Database.OpenAsync(cutter.ConnectionString, TrackerModules.All, CancellationToken.None))
        await using (
            var server = await TrackerServer.StartAsync(
                cut,
                new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { Workflow = true },
                TimeProvider.System,
                CancellationToken.None
            )
        )
        {
            var url = new Uri(server.Urls[0]);
            using var people = new Commanders(() => url, new Auditor(), Seed);
            using var end = new CancellationTokenSource();
            var commanding = people.CommandAsync(People, end.Token);
            for (var i = 0; i < Cuts; i++)
            {
                // Of every other commit the look whether it stands is lost, too.
                if (i % 4 < 2)
                    cutter.CutNextStatement("select exists (select from journal.mt_events");
                await CutAsync(cutter, i % 2 == 0 ? Cut.BeforeTheAnswer : Cut.BeforeTheServer, commanding);
            }

            await end.CancelAsync();
            await commanding;
            (audit, again, carriedOut) = (await people.AuditAsync(engine), people.Again, people.CarriedOut);
            await Eventually.ComesAsync(async () => await StoredMessages.WaitingAsync(engine) == 0, "the server handles every message of its decisions");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {cutter.Cuts} cuts; {audit.Acknowledged} commands acknowledged, {again} sent again, {carriedOut} answered by their place"
        );
        cutter.Cuts.ShouldBe(Cuts);
        audit.IsClean.ShouldBeTrue($"seed {Seed}: {audit}");
        carriedOut.ShouldBeGreaterThan(0);
        await StoredMessages.ShouldFollowAsync(engine, $"seed {Seed}");
        await Afterwards.WhatStandsShouldFitAsync(engine, $"seed {Seed}");
    }

    private static async Task CutAsync(CommitCutter cutter, Cut cut, Task commanding)
    {
        var before = cutter.Cuts;
        cutter.CutNextCommit(cut, Commanders.IsDecided);
        await Eventually.ComesAsync(() => cutter.Cuts > before || commanding.IsFaulted, "a commit is cut");
        if (commanding.IsFaulted)
            await commanding;
    }
}
