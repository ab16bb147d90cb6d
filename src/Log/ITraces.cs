namespace CustomerPerformanceTracker.Log;

/// <summary>Tables beside the log that keep what somebody sent, as it was sent, so that the id of a customer may stand in it.</summary>
public interface ITraces
{
    IReadOnlyList<string> Tables { get; }

    /// <summary>Where the id stands still, in any case of its letters.</summary>
    Task<IReadOnlyList<Standing>> FindAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel);

    /// <summary>Erases what holds the id, in the owner's transaction that is open on the connection.</summary>
    Task EraseAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel);
}
