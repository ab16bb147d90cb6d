using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Who took a change out of the book, why and when.</summary>
public sealed record WithdrawalView(string Actor, string Reason, Instant RecordedAt, int Seal);

/// <summary>An entry of the book of changes.</summary>
/// <param name="At">The day, or the instant in UTC, that it took place on.</param>
/// <param name="Until">The last day or instant of it; null where none was told.</param>
/// <param name="Campaign">The campaign it is of; null for all of them.</param>
/// <param name="Scope">A value a dimension; without a member the whole campaign.</param>
/// <param name="Ref">Where more of it is found, as it was given.</param>
/// <param name="RecordedAt">When it was written into the book.</param>
/// <param name="Late">Whether that was after the day it took place on.</param>
public sealed record BookedChangeView(
    string Id,
    string Kind,
    string At,
    string? Until,
    string What,
    string? Campaign,
    IReadOnlyDictionary<string, string> Scope,
    string? Ref,
    string Actor,
    string Reason,
    Instant RecordedAt,
    bool Late,
    int Seal,
    WithdrawalView? Withdrawn
)
{
    public static BookedChangeView Of(BookedChange change) =>
        new(
            change.Id,
            change.Kind,
            change.At.ToString(),
            change.Until?.ToString(),
            change.What,
            change.Campaign,
            change.Scope.ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal),
            change.Ref,
            change.Actor,
            change.Reason,
            change.RecordedAt,
            change.IsRecordedLate,
            change.Seal.Value,
            change.Withdrawn is { } by ? new(by.Actor, by.Reason, by.RecordedAt, by.Seal.Value) : null
        );
}

/// <summary>Changes of the book, by the day they took place on.</summary>
public sealed record BookedChangeListView(IReadOnlyList<BookedChangeView> Changes);

/// <summary>A line of a source that is no change, and why.</summary>
public sealed record ChangeFaultView(int Line, string Why);

/// <summary>What came of an import into the book of changes. Where a line is rejected, nothing is recorded.</summary>
/// <param name="Known">Changes that the book had already.</param>
/// <param name="Withdrawn">How many of those are withdrawn, and stay so.</param>
public sealed record ChangeImportView(int Read, int Recorded, int Known, int Withdrawn, IReadOnlyList<ChangeFaultView> Rejected)
{
    public static ChangeImportView Of(ChangeImport import) =>
        new(import.Read, import.Recorded.Count, import.Known, import.Withdrawn, [.. import.Faults.Select(fault => new ChangeFaultView(fault.Line, fault.Why))]);
}
