namespace CustomerPerformanceTracker.Faults;

/// <summary>What the database holds when all is over, read past the server that was tried.</summary>
internal static class Afterwards
{
    /// <summary>Everything acknowledged is stored, each once, and what stands fits (<see cref="WhatStandsShouldFitAsync"/>). Returns the alerts' positions in
    /// order.</summary>
    /// <param name="audited">Which campaign's signals the auditor has the account of.</param>
    public static async Task<IReadOnlyList<long>> ShouldFitAsync(string connectionString, Auditor auditor, string because, string audited = "spring")
    {
        await using var database = await Database.OpenAsync(connectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);

        var audit = auditor.Compare(await StoredAsync(database, engine.Workspace, audited));
        audit.IsClean.ShouldBeTrue($"{because}: {audit}");
        audit.Acknowledged.ShouldBeGreaterThan(0);
        await WhatStandsShouldFitAsync(engine, because);
        return
        [
            .. (await engine.Alerts.RaisedAsync(after: new Position(0), limit: 10_000, wanted: _ => true, CancellationToken.None)).Select(alert =>
                alert.Position.Value
            ),
        ];
    }

    /// <summary>
    /// The logs verify; no append left a tombstone; the projections equal those of a rebuild, and the boards the fold of the journal, row by row.
    /// </summary>
    public static async Task WhatStandsShouldFitAsync(Engine engine, string because)
    {
        (await LogVerification.RunAsync(engine.Database, engine.Workspace, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty(because);
        await using var tombstones = engine.Database.Owner.CreateCommand("select count(*) from journal.mt_events where type = 'tombstone'");
        (await tombstones.ExecuteScalarAsync()).ShouldBe(0L, because);
        foreach (var projection in engine.Projections)
            (await engine.Projector.CheckAsync(projection, progress: null, CancellationToken.None)).Differences.ShouldBe(0, $"{because}: {projection.Name}");
        (await engine.Journal.CompareBoardsAsync(CancellationToken.None)).ShouldBeEmpty(because);
    }

    private static async Task<IReadOnlyList<Guid>> StoredAsync(Database database, Workspace workspace, string campaign)
    {
        await using var command = database
            .SourceOf(workspace)
            .CreateCommand(
                "select s.id from log.signal s join log.name n on n.workspace = s.workspace and n.id = s.campaign where n.text = $1 order by s.position"
            );
        command.Parameters.Add(new() { Value = campaign });
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<Guid>();
        while (await reader.ReadAsync())
            stored.Add(reader.GetGuid(0));
        return stored;
    }
}
