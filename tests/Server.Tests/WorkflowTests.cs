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
        var until = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + Duration.FromSeconds(3);

        var ids = Enumerable.Range(0, 10).Select(i => $"a{i}").ToArray();
        foreach (var id in ids)
        {
            await engine.RaiseAsync(SampleAlerts.Make(id));
            await engine.Alerts.HandleAsync(id, new AlertCommand.Snooze(until), expected: null, Ada, CancellationToken.None);
        }

        var silence = await engine.Silences.SetAsync(new AlertMatcher([], [], [], []), until - Duration.FromSeconds(2), until, Ada, CancellationToken.None);

        await Until.TrueAsync(async () => (await EndsAsync(engine)).Count >= ids.Length + 1);
        var ends = await EndsAsync(engine);
        ends.Select(entry => entry.Stream).Order(StringComparer.Ordinal).ShouldBe([.. ids.Select(id => $"alert-{id}"), $"silence-{silence.Id}"]);
        ends.ShouldAllBe(entry => entry.Actor == "workflow" && entry.RecordedAt >= until.ToUnixTimeTicks() / 10);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"the last {(ends.Max(entry => entry.RecordedAt) - (until.ToUnixTimeTicks() / 10)) / 1e6:0.0} s after it was due"
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
        await engine.Alerts.HandleAsync(
            "lost",
            new AlertCommand.Snooze(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + Duration.FromSeconds(5)),
            expected: null,
            Ada,
            CancellationToken.None
        );

        await using (var delete = database.Owner.CreateCommand("delete from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'"))
            (await delete.ExecuteNonQueryAsync()).ShouldBe(1, "the wake-up was stored with the snooze");

        await Until.TrueAsync(async () => (await EndsAsync(engine)).Count > 0);
        (await EndsAsync(engine)).ShouldHaveSingleItem().Stream.ShouldBe("alert-lost");
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
