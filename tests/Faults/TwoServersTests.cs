using System.Net.Http.Json;

namespace CustomerPerformanceTracker.Faults;

/// <summary>Two servers share the PostgreSQL of a data folder. The one that works more is killed with SIGKILL while snoozes and silences end.</summary>
public sealed class TwoServersTests
{
    private const int Silences = 10;
    private static readonly int Alerts = FaultTests.AreLong ? 100 : 30;
    private static readonly int Kills = FaultTests.AreLong ? 10 : 2;

    /// <summary>How far ahead what is due is at first, and how far apart the ends are.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new();

    [Fact]
    public async Task What_is_due_is_done_once_although_the_busier_of_two_servers_is_killed()
    {
        await using var folder = ServedFolder.Make();
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path }, CancellationToken.None);
        await using var database = await Database.OpenAsync(postgres.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        for (var alert = 0; alert < Alerts; alert++)
            await engine.RaiseAsync(new Authorship("test", "to be snoozed"), SampleAlerts.Make($"a{alert}"));
        ServerProcess[] servers = [await ServeAsync(folder), await ServeAsync(folder)];
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var before = servers.Select(ProcessorTime).ToArray();
                await MakeDueAsync(servers);
                await Eventually.ComesAsync(async () => await EndsAsync(engine) > kill * (Alerts + Silences), "something due is done");

                var busier = servers.Index().MaxBy(server => ProcessorTime(server.Item) - before[server.Index]).Index;
                await servers[busier].KillAsync();
                await servers[busier].DisposeAsync();
                servers[busier] = await ServeAsync(folder);
                await Eventually.ComesAsync(async () => await EndsAsync(engine) >= (kill + 1) * (Alerts + Silences), "everything due is done");
            }
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }

        await ShouldBeDoneOnceAsync(engine);
        await Afterwards.WhatStandsShouldFitAsync(engine, "two servers");
    }

    private static Task<ServerProcess> ServeAsync(ServedFolder folder) => ServerProcess.StartAsync(folder.Path, CancellationToken.None);

    private static TimeSpan ProcessorTime(ServerProcess server)
    {
        using var process = Process.GetProcessById(server.Id);
        return process.TotalProcessorTime;
    }

    /// <summary>Snoozes every alert and sets silences, through the servers in turn.</summary>
    private async Task MakeDueAsync(ServerProcess[] servers)
    {
        for (var i = 0; i < Alerts + Silences; i++)
        {
            var until = TimeProvider.System.GetUtcNow() + Ahead + (i * Apart);
            using var answer = await http.PostAsJsonAsync(
                new Uri(servers[i % 2].Url, i < Alerts ? $"v1/alerts/a{i}/snooze" : "v1/silences"),
                new { until, reason = "to come to an end" }
            );
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<long> EndsAsync(Engine engine)
    {
        await using var command = engine.Database.Owner.CreateCommand(
            "select count(*) from journal.mt_events where type in ('alert_reopened', 'silence_ended')"
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every snooze and every silence came to its end once, and not before its time.</summary>
    private static async Task ShouldBeDoneOnceAsync(Engine engine)
    {
        var entries = await engine.Journal.ReadAsync("", CancellationToken.None);
        var alerts = entries.Where(entry => entry.Stream.StartsWith("alert-", StringComparison.Ordinal)).ToLookup(entry => entry.Stream);
        var silences = entries.Where(entry => entry.Stream.StartsWith("silence-", StringComparison.Ordinal)).ToLookup(entry => entry.Stream);
        string[] life = ["alert_raised", .. Enumerable.Repeat<string[]>(["alert_snoozed", "alert_reopened"], Kills).SelectMany(pair => pair)];
        alerts.Count.ShouldBe(Alerts);
        alerts.ShouldAllBe(alert => alert.Select(entry => entry.Type).SequenceEqual(life));
        silences.Count.ShouldBe(Kills * Silences);
        silences.ShouldAllBe(silence => silence.Select(entry => entry.Type).SequenceEqual(new[] { "silence_set", "silence_ended" }));

        var late = alerts
            .SelectMany(alert => alert.Skip(1).Chunk(2))
            .Concat(silences.Select(silence => silence.ToArray()))
            .Select(pair => Late(pair[0], pair[1]))
            .Order()
            .ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant(
                $"{Kills} kills; {late.Length} ends, {late[late.Length / 2]:0.00} s (median) to {late[^1]:0.00} s after they were due; "
            ) + FormattableString.Invariant($"{late.Count(seconds => seconds > 15)} more than 15 s")
        );
        late[0].ShouldBeGreaterThanOrEqualTo(0);
    }

    /// <summary>Seconds from the time that something was to end until its end was recorded.</summary>
    private static double Late(JournalEntry set, JournalEntry ended)
    {
        var until = DateTimeOffset.Parse(set.Data.GetProperty("until").GetString()!, CultureInfo.InvariantCulture);
        return (DateTimeOffset.UnixEpoch.AddMicroseconds(ended.RecordedAt) - until).TotalSeconds;
    }
}
