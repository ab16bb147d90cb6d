using CustomerPerformanceTracker.Loop.Subscriptions;

namespace CustomerPerformanceTracker.Faults;

/// <summary>
/// The server is killed with SIGKILL in the middle of commands whose decisions commit with messages: when its connection was cut at such a commit, on one side
/// or the other, and can do nothing any more, so that what is stored apart is found apart. The clock of each server is two minutes ahead of the one before
/// it: what that one had begun counts as abandoned.
/// </summary>
public sealed class WorkflowKillTests
{
    private const int Seed = 1905;
    private const int People = 4;
    private static readonly int Kills = FaultTests.AreLong ? 50 : 3;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CustomerPerformanceTracker.FaultServer.dll");

    [Fact]
    public async Task A_decision_and_its_messages_are_both_there_or_neither_although_servers_are_killed()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var cutter = new CommitCutter(test.ConnectionString);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        await Commanders.RaiseAsync(engine, People);
        var (subscription, _) = await engine.Subscriptions.AddAsync(
            new Sink.Webhook(new Uri("https://example.org/alerts")),
            AlertFilter.Everything,
            fromStart: true,
            secret: null,
            new Authorship("test", "to be told"),
            CancellationToken.None
        );
        var (file, random, auditor) = (Path.GetTempFileName(), new Random(Seed), new Auditor());
        var url = new Uri($"http://127.0.0.1:{Daemon.FreePort()}");
        using var people = new Commanders(() => url, auditor, Seed);
        using var end = new CancellationTokenSource();
        var commanding = people.CommandAsync(People, end.Token);

        for (var kill = 1; kill <= Kills; kill++)
        {
            using var server = Start(cutter.ConnectionString, file, url, kill);
            await MoreAsync(auditor, random.Next(10, 60), commanding);
            cutter.CutNextCommit(int.IsEvenInteger(kill) ? Cut.BeforeTheAnswer : Cut.BeforeTheServer, Commanders.IsDecided, thenAll: true);
            await Eventually.ComesAsync(() => cutter.Cuts == kill || commanding.IsFaulted, "a commit is cut");
            await EndAsync(server);
            cutter.LetThrough();
            await StoredMessages.ShouldFollowAsync(engine, $"seed {Seed}, kill {kill}");
        }

        using (var last = Start(test.ConnectionString, file, url, Kills + 1))
        {
            await MoreAsync(auditor, decisions: 10, commanding);
            await end.CancelAsync();
            await commanding;
            await Eventually.ComesAsync(async () => await StoredMessages.WaitingAsync(engine) == 0, "every message is handled");
            var changes = (await engine.Alerts.ChangesAsync(after: new Position(0), limit: int.MaxValue, CancellationToken.None)).Count;
            await Eventually.ComesAsync(() => Arrived(file).Distinct().Count() >= changes, "every change is delivered");
            await EndAsync(last);
        }

        var audit = await people.AuditAsync(engine);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {Kills} kills; {audit.Acknowledged} commands acknowledged, {people.Again} sent again, {people.CarriedOut} answered by their place; "
                + $"{Arrived(file).Count} deliveries arrived"
        );
        audit.IsClean.ShouldBeTrue($"seed {Seed}: {audit}");
        people.CarriedOut.ShouldBeGreaterThan(0);
        await StoredMessages.ShouldFollowAsync(engine, $"seed {Seed}");
        await DeliveriesShouldFitAsync(engine, subscription.Id, Arrived(file));
        await Afterwards.WhatStandsShouldFitAsync(engine, $"seed {Seed}");
        File.Delete(file);
    }

    /// <summary>Each change is in the outbox once, and what arrived of it has one id.</summary>
    private static async Task DeliveriesShouldFitAsync(Engine engine, string subscription, IReadOnlyList<(string Alert, string Version, string Id)> arrived)
    {
        var changes = await engine.Alerts.ChangesAsync(after: new Position(0), limit: int.MaxValue, CancellationToken.None);
        var outbox = await engine.Outbox.ListAsync(subscription, state: null, after: new Position(0), limit: int.MaxValue, CancellationToken.None);
        outbox.Select(one => one.Position).ShouldBe(changes.Select(change => change.Position));
        arrived.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(changes.Count);
        arrived.Select(one => (one.Alert, one.Version)).Distinct().Count().ShouldBe(changes.Count);
    }

    private static IReadOnlyList<(string Alert, string Version, string Id)> Arrived(string file) =>
        [.. File.ReadAllLines(file).Select(line => line.Split(' ')).Where(parts => parts.Length == 4).Select(parts => (parts[0], parts[1], parts[2]))];

    private static async Task MoreAsync(Auditor auditor, int decisions, Task commanding)
    {
        var enough = auditor.Acknowledgements + decisions;
        await Eventually.ComesAsync(() => auditor.Acknowledgements >= enough || commanding.IsFaulted, $"{decisions} more commands are acknowledged");
        if (commanding.IsFaulted)
            await commanding;
    }

    private static Process Start(string connection, string file, Uri url, int server)
    {
        var ahead = (2 * server).ToString(CultureInfo.InvariantCulture);
        return Process.Start(
            new ProcessStartInfo("dotnet", [Program, "serve", connection, file, url.GetLeftPart(UriPartial.Authority), ahead]) { UseShellExecute = false }
        )!;
    }

    private static async Task EndAsync(Process server)
    {
        server.Kill();
        await server.WaitForExitAsync();
    }
}
