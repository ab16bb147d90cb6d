namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>A page of rows that the caller's filters have been through, and whether there are more of them behind it: only then is a next page named.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Rows, bool HasMore);

internal static class Page
{
    /// <summary>The page of a list that was read one row further than the page goes.</summary>
    public static Page<T> Of<T>(int rows, IReadOnlyList<T> read) => new(read.Count > rows ? [.. read.Take(rows)] : read, read.Count > rows);
}
