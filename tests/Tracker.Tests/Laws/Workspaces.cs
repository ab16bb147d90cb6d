namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

/// <summary>One migrated database in which every test, and every log a law compares, has a workspace of its own.</summary>
public sealed class Workspaces : IAsyncLifetime
{
    public const string Berlin = "Europe/Berlin";

    private TestDatabase test = null!;
    private int made;

    public Database Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TrackerModules.All);
        Database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await test.DisposeAsync();
    }

    public Task<Engine> NewAsync(TimeProvider clock, string zone = Berlin) =>
        Engine.OpenAsync(Database, $"w{Interlocked.Increment(ref made)}", zone, clock, CancellationToken.None);

    /// <summary>The same workspace as another process has it: nothing remembered.</summary>
    public Task<Engine> AgainAsync(Engine engine, TimeProvider clock) =>
        Engine.OpenAsync(Database, engine.Workspace.Name, engine.Workspace.Zone, clock, CancellationToken.None);

    /// <summary>Runs a statement as the owner.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }
}

/// <summary>What the laws do with a workspace.</summary>
internal static class EngineSteps
{
    public static async Task<ImportSummary> ImportAsync(this Engine engine, IEnumerable<string> lines, bool history = true)
    {
        var rejects = new List<Reject>();
        var import = new Import(
            engine.Log.AppendAsync,
            (rows, _) =>
            {
                rejects.AddRange(rows);
                return ValueTask.CompletedTask;
            },
            TimeProvider.System
        );
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var summary = await import.RunAsync(source, new IntakeOptions { History = history }, progress: null, CancellationToken.None);
        rejects.ShouldBeEmpty();
        return summary;
    }

    /// <summary>The scorecard with its split by segment, as bytes would go out; "nothing" where the campaign has no signals at the cursors.</summary>
    public static async Task<string> ScorecardAsync(this Engine engine, string campaign, Cursors? cursors = null)
    {
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var card = await engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign, 28, cursors, SplitBy.Segment), CancellationToken.None);
        return card is null
            ? "nothing"
            : string.Join(
                '\n',
                [
                    $"{card.From} {card.To}",
                    Served.Text(CardView.Of(card.Whole)),
                    .. card.By.Select(part => part.Scope + Served.Text(CardView.Of(part.Scorecard))),
                ]
            );
    }
}
