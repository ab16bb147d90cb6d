using Marten;
using Marten.Events;
using MartenReader;

// dotnet run -- CONNECTION [WORKSPACE [ADJUSTMENT]]; without arguments the variables CPT_DATABASE and CPT_WORKSPACE.
var connection = args.ElementAtOrDefault(0) ?? Environment.GetEnvironmentVariable("CPT_DATABASE");
var workspace = args.ElementAtOrDefault(1) ?? Environment.GetEnvironmentVariable("CPT_WORKSPACE") ?? "default";
if (string.IsNullOrEmpty(connection))
{
    Console.Error.WriteLine("dotnet run -- \"Host=...;Username=...;Database=...\" [WORKSPACE [ADJUSTMENT]]");
    return 2;
}

await using var store = Journal.Open(connection);
await using var session = store.QuerySession(workspace);

var alerts = await session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(AlertBoard.Events)).OrderBy(e => e.Sequence).ToListAsync();
Console.WriteLine($"Alert board of {workspace}, from {alerts.Count} events:");
foreach (var row in AlertBoard.Fold(alerts, DateTimeOffset.UtcNow))
    Console.WriteLine($"  {row.Id}  {row.Campaign}, {row.State}, {row.Assignee ?? "nobody's"}");

var proposals = await session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(typeof(AdjustmentProposed))).OrderBy(e => e.Sequence).ToListAsync();
var stream = args.ElementAtOrDefault(2) is { } id ? $"adjustment-{id}" : proposals.LastOrDefault()?.StreamKey;
if (stream is null)
{
    Console.WriteLine("No adjustment was proposed yet.");
    return 0;
}

if (await session.Events.FetchStreamStateAsync(stream) is not { } state || await session.Events.AggregateStreamAsync<Adjustment>(stream) is not { } adjustment)
{
    Console.Error.WriteLine($"{workspace} has no stream {stream}.");
    return 1;
}

Console.WriteLine($"{stream}, version {state.Version}: {adjustment.What} ({adjustment.Campaign}), {adjustment.State}");
Console.WriteLine($"  proposed by {adjustment.Proposer}, decided by {adjustment.DecidedBy ?? "nobody yet"}");
Console.WriteLine($"  applied {adjustment.AppliedAt?.ToString("O") ?? "not yet"}, verdict: {adjustment.Verdict ?? "none yet"}");
foreach (var e in await session.Events.FetchStreamAsync(stream))
    Console.WriteLine($"  {e.Version}. {e.EventTypeName} at {e.Timestamp:O} by {e.GetHeader("actor")} (seal {e.GetHeader("seal")}): {e.GetHeader("reason")}");
return 0;
