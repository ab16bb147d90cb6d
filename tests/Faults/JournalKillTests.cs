namespace CustomerPerformanceTracker.Faults;

/// <summary>A process that appends to the journal and its PostgreSQL are killed with SIGKILL in turns, in the middle of appends.</summary>
public sealed class JournalKillTests
{
    private const int Seed = 2217;
    private const int Alerts = 6;
    private static readonly int Kills = FaultTests.AreLong ? 50 : 4;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CustomerPerformanceTracker.FaultServer.dll");

    private readonly Auditor auditor = new();

    [Fact]
    public async Task Each_decision_that_was_acknowledged_is_in_the_journal_once_although_processes_are_killed()
    {
        await using var folder = ServedFolder.Make();
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path }, CancellationToken.None);
        await using (var database = await Database.OpenAsync(postgres.ConnectionString, TrackerModules.All, CancellationToken.None))
        {
            var engine = await OpenAsync(database);
            for (var alert = 0; alert < Alerts; alert++)
                await engine.RaiseAsync(new Authorship("test", "to be commented"), SampleAlerts.Make($"a{alert}"));
        }

        var random = new Random(Seed);
        var writer = Start(postgres.ConnectionString, random.Next());
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await MoreAsync(writer, random.Next(20, 120));
                if (kill % 2 == 0)
                {
                    await EndAsync(writer);
                    writer = Start(postgres.ConnectionString, random.Next());
                }
                else
                {
                    folder.KillPostmaster();
                }
            }

            await MoreAsync(writer, decisions: 20);
        }
        finally
        {
            await EndAsync(writer);
        }

        await using var afterwards = await Database.OpenAsync(postgres.ConnectionString, TrackerModules.All, CancellationToken.None);
        await ShouldFitAsync(await OpenAsync(afterwards));
    }

    private static Task<Engine> OpenAsync(Database database) =>
        Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);

    private async Task ShouldFitAsync(Engine engine)
    {
        var stored = (await engine.Journal.ReadAsync("alert-", CancellationToken.None))
            .Where(entry => entry.Type == "alert_commented")
            .Select(entry => entry.Data.GetProperty("text").GetGuid())
            .ToArray();
        var audit = auditor.Compare(stored);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {Kills} kills; {audit.Acknowledged} decisions acknowledged, {stored.Length - audit.Acknowledged} more stored whose answer was lost"
        );
        audit.IsClean.ShouldBeTrue($"seed {Seed}: {audit}");
        await Afterwards.WhatStandsShouldFitAsync(engine, $"seed {Seed}");
    }

    private async Task MoreAsync(Process writer, int decisions)
    {
        var enough = auditor.Acknowledgements + decisions;
        await Eventually.ComesAsync(() => auditor.Acknowledgements >= enough || writer.HasExited, $"{decisions} more decisions are acknowledged");
        writer.HasExited.ShouldBeFalse("the writer ended by itself");
    }

    private Process Start(string connection, int seed)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "comment", connection, seed.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var writer = Process.Start(start)!;
        writer.OutputDataReceived += (_, line) => Heard(line.Data);
        writer.BeginOutputReadLine();
        return writer;
    }

    private void Heard(string? line)
    {
        if (line?.Split(' ') is not [var what, var id])
            return;
        if (what == "sent")
            auditor.Sent([Guid.Parse(id)]);
        else
            auditor.Acknowledged([Guid.Parse(id)]);
    }

    /// <summary>What it wrote before is heard to the end.</summary>
    private static async Task EndAsync(Process writer)
    {
        using (writer)
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }
}
