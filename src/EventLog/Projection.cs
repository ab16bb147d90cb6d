using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// A view folded from the signal log. Folding a range of seals adds what those appends contribute to the rows of one generation; folding
/// 1 .. n in any cut gives the same rows.
/// </summary>
public interface IProjection
{
    /// <summary>The stored name; it never changes.</summary>
    string Name { get; }

    /// <summary>Rises whenever rows come to hold or mean something else. A live generation of an earlier shape is rebuilt before it is folded on.</summary>
    int Shape { get; }

    /// <summary>Adds what the appends after seal <paramref name="after"/> up to and including <paramref name="through"/> contribute, in the transaction open on the connection.</summary>
    Task FoldAsync(NpgsqlConnection connection, Workspace workspace, int generation, int after, int through, CancellationToken cancel);

    /// <summary>Deletes the rows of a generation.</summary>
    Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel);

    /// <summary>Rows of generation <paramref name="left"/>, and how many rows are in one of the two generations but not equally in the other.</summary>
    Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel);
}

/// <summary>How far a projection has come. <paramref name="Lag"/> is the number of seals it has yet to fold.</summary>
public sealed record ProjectionStatus(string Name, int Generation, int Seal, int Lag, string? Failure);

/// <summary>What a comparison with a fresh build found.</summary>
public sealed record ProjectionCheck(string Name, long Rows, long Differences);
