namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>An alert on a row of policies.</summary>
/// <param name="IsSilence">Whether it tells that answers stopped, rather than that trust fell.</param>
public sealed record RowMark(LocalDate Date, bool IsSilence, string Label);

/// <summary>One policy of a picture.</summary>
/// <param name="IsInUse">Whether it is in force, rather than tried.</param>
public sealed record PolicyRow(string Name, bool IsInUse, IReadOnlyList<RowMark> Marks);

/// <summary>All that is drawn of policies that were tried: a row each, over the days from the first to the last, both included.</summary>
public sealed record PolicyRowsPicture(string Title, LocalDate First, LocalDate Last, IReadOnlyList<PolicyRow> Rows);
