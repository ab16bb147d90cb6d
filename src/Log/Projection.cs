namespace CustomerPerformanceTracker.Log;

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

    /// <summary>The settings that rows rest on, as one text; '' for none. A live generation made under others is rebuilt before it is folded on.</summary>
    Task<string> FormAsync(CancellationToken cancel) => Task.FromResult("");

    /// <summary>
    /// Adds what the appends after seal <paramref name="after"/> up to and including <paramref name="through"/> contribute to the picked campaigns, in the
    /// transaction open on the connection. It may be taken back, and folded again in other parts.
    /// </summary>
    Task FoldAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        int generation,
        SealNumber after,
        SealNumber through,
        CampaignPick campaigns,
        CancellationToken cancel
    );

    /// <summary>Deletes the rows of a generation.</summary>
    Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel);

    /// <summary>Rows of generation <paramref name="left"/>, and how many rows are in one of the two generations but not equally in the other.</summary>
    Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel);
}

/// <summary>How far a projection has come. <paramref name="Lag"/> is the number of seals it has yet to fold.</summary>
public sealed record ProjectionStatus(string Name, int Generation, SealNumber Seal, int Lag, string? Failure);

/// <summary>
/// A campaign whose signals behind seal <paramref name="Folded"/> a projection could not fold; they are in no reading of it. <paramref name="Since"/> is
/// when the first of the <paramref name="Signals"/> was recorded, in microseconds since 1970.
/// </summary>
public sealed record SetAside(string Projection, string Campaign, SealNumber Folded, long Signals, long Since, string Error);

/// <summary>What became of a campaign that had been set aside: folded with the others, or the <paramref name="Failure"/> it still fails with.</summary>
public sealed record Retried(string Campaign, long Signals, string? Failure);

/// <summary>What a comparison with a fresh build found.</summary>
public sealed record ProjectionCheck(string Name, long Rows, long Differences);
