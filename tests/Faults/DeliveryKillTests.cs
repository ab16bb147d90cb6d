using CustomerPerformanceTracker.Loop.Subscriptions;

namespace CustomerPerformanceTracker.Faults;

/// <summary>The server is killed with SIGKILL when a delivery has arrived and before the server could write so down.</summary>
public sealed class DeliveryKillTests
{
    private const int Seed = 1701;
    private static readonly int Kills = FaultTests.AreLong ? 50 : 3;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CustomerPerformanceTracker.FaultServer.dll");

    [Fact]
    public async Task No_change_is_missing_and_what_arrives_again_bears_the_same_id_although_servers_are_killed()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        var by = new Authorship("test", "to be told");
        await engine.Subscriptions.AddAsync(
            new Sink.Webhook(new Uri("https://example.org/alerts")),
            AlertFilter.Everything,
            fromStart: false,
            secret: null,
            by,
            CancellationToken.None
        );
        var (file, random) = (Path.GetTempFileName(), new Random(Seed));
        var raised = 0;

        for (var kill = 1; kill <= Kills; kill++)
        {
            // More than are answered and wait from before, so one is held.
            var answered = random.Next(0, 3);
            for (var more = answered + 1 + random.Next(0, 3); more > 0; more--)
                await engine.RaiseAsync(by, SampleAlerts.Make($"a{++raised}"));
            var held = Arrived(file).Count(line => line.Held);
            using var server = Start(test.ConnectionString, file, answered);
            await Eventually.ComesAsync(() => Arrived(file).Count(line => line.Held) > held, $"a delivery is held the {kill}. time");
            server.Kill();
            await server.WaitForExitAsync();
        }

        using (var last = Start(test.ConnectionString, file, answered: int.MaxValue))
        {
            await Eventually.ComesAsync(
                () => Arrived(file).Where(line => !line.Held).Select(line => line.Alert).Distinct(StringComparer.Ordinal).Count() == raised,
                "all are answered"
            );
            last.Kill();
            await last.WaitForExitAsync();
        }

        var arrived = Arrived(file);
        File.Delete(file);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {Kills} kills; {raised} changes, {arrived.Count} arrivals, {arrived.Count(line => line.Held)} of them held when their server "
                + "was killed"
        );
        arrived
            .Select(line => line.Alert)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, raised).Select(alert => $"a{alert}"), ignoreOrder: true);
        arrived
            .GroupBy(line => line.Alert, StringComparer.Ordinal)
            .ShouldAllBe(alert => alert.Select(line => line.Id).Distinct(StringComparer.Ordinal).Count() == 1);
        arrived.Where(line => line.Held).ShouldAllBe(held => arrived.Count(line => line.Alert == held.Alert) > 1);
        await Afterwards.WhatStandsShouldFitAsync(engine, $"seed {Seed}");
    }

    private static Process Start(string connection, string file, int answered)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "deliver", connection, file, answered.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }

    private static IReadOnlyList<(string Alert, string Id, bool Held)> Arrived(string file) =>
        [
            .. File.ReadAllLines(file)
                .Select(line => line.Split(' '))
                .Where(parts => parts.Length == 4)
                .Select(parts => (parts[0], parts[2], parts[3] == "held")),
        ];
}
