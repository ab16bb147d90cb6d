using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Loop.Changes;

/// <summary>A change of a source, and its line there.</summary>
public sealed record ChangeRow(int Line, ChangeDraft Draft);

/// <summary>Why a line of a source is no change: the rule it breaks and the remedy.</summary>
public sealed record ChangeFault(int Line, string Why);

/// <summary>What came of many changes at once. Where one is at fault, none is recorded.</summary>
/// <param name="Read">How many there were.</param>
/// <param name="Recorded">Those that were recorded.</param>
/// <param name="Known">How many the book had already, withdrawn ones included; they are not recorded again.</param>
/// <param name="Withdrawn">How many of those were withdrawn, and stay so.</param>
public sealed record ChangeImport(int Read, IReadOnlyList<BookedChange> Recorded, int Known, int Withdrawn, IReadOnlyList<ChangeFault> Faults);
