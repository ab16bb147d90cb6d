using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// What one row of a source gave: exactly one of <see cref="Signal"/>, ready to be appended, and <see cref="Reject"/>.
/// A row may give several results with the same line, or none. <see cref="Line"/> is the 1-based line of the source where the row begins, or for
/// a row of a rejected file the line it had in the first source; <see cref="Offset"/> counts the bytes of the decompressed source before the row.
/// </summary>
/// <param name="IdByLine">The signal came without an id, and its content and line stand for one.</param>
/// <param name="Rule">The place of the mapping's rule that gave the signal, from 0; 0 where no mapping was used.</param>
public readonly record struct IntakeResult(long Line, long Offset, Signal? Signal = null, Reject? Reject = null, int Rule = 0, bool IdByLine = false);
