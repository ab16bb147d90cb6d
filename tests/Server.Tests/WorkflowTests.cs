namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>What is due is done by itself, once, by whichever of several servers is woken, and also where the messages are gone.</summary>
public sealed class WorkflowTests
{
    private static readonly Authorship Ada = new("ada", "until monday");

    [Fact]
    public async Task A_snooze_and_a_silence_end_once_although_two_servers_run()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        var engine = (await one.Workspaces.OpenAsync(Workspace.Default)).Engine;
        var due = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var id in Enumerable.Range(0, 10).Select(i => $"a{i}"))
        {
            await engine.RaiseAsync(SampleAlerts.Make(id));
            due[$"alert-{id}"] = await SoonAsync(until =>
                engine.Alerts.HandleAsync(id, new AlertCommand.Snooze(until), expected: null, Ada, CancellationToken.None)
            );
        }

        var silence = "";
        var over = await SoonAsync(async until =>
            silence = (await engine.Silences.SetAsync(new AlertMatcher([], [], [], []), until - Duration.FromSeconds(2), until, Ada, CancellationToken.None)).Id
        );
        due[$"silence-{silence}"] = over;

        await Until.TrueAsync(async () => (await EndsAsync(engine)).Count >= due.Count);
        var ends = await EndsAsync(engine);
        ends.Select(entry => entry.Stream).Order(StringComparer.Ordinal).ShouldBe(due.Keys.Order(StringComparer.Ordinal));
        ends.ShouldAllBe(entry => entry.Actor == "workflow" && entry.RecordedAt >= due[entry.Stream].ToUnixTimeTicks() / 10);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"at most {ends.Max(entry => entry.RecordedAt - (due[entry.Stream].ToUnixTimeTicks() / 10)) / 1e6:0.0} s after it was due"
        );
    }

    [Fact]
    public async Task Messages_that_were_deleted_change_nothing_but_the_time()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        await using var server = await StartAsync(database);
        var engine = (await server.Workspaces.OpenAsync(Workspace.Default)).Engine;
        await engine.RaiseAsync(SampleAlerts.Make("lost"));
        await SoonAsync(until => engine.Alerts.HandleAsync("lost", new AlertCommand.Snooze(until), expected: null, Ada, CancellationToken.None));

        await using (var delete = database.Owner.CreateCommand("delete from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'"))
            (await delete.ExecuteNonQueryAsync()).ShouldBe(1, "the wake-up was stored with the snooze");

        await Until.TrueAsync(async () => (await EndsAsync(engine)).Count > 0);
        (await EndsAsync(engine)).ShouldHaveSingleItem().Stream.ShouldBe("alert-lost");
    }

    /// <summary>Gives a time to come that is as near as this machine manages: what is asked for is refused where the time has passed meanwhile.</summary>
    private static async Task<Instant> SoonAsync(Func<Instant, Task> ask)
    {
        for (var ahead = Duration.FromSeconds(4); ; ahead *= 2)
        {
            var until = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + ahead;
            try
            {
                await ask(until);
                return until;
            }
            catch (RefusedException) when (ahead < Duration.FromMinutes(1))
            {
                // The machine is slow: once more, with more time.
            }
        }
    }

    private static Task<TrackerServer> StartAsync(Database database) =>
        TrackerServer.StartAsync(
            database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { Workflow = true },
            TimeProvider.System,
            CancellationToken.None
        );

    private static async Task<IReadOnlyList<JournalEntry>> EndsAsync(Engine engine) =>
        [.. (await engine.Journal.ReadAsync("", CancellationToken.None)).Where(entry => entry.Type is "alert_reopened" or "silence_ended")];
}
