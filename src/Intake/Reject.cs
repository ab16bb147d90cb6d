namespace CustomerPerformanceTracker.Intake;

/// <summary>A row that was not taken, with what is needed to mend it and read it again.</summary>
/// <param name="Line">The 1-based line of the source where the row begins.</param>
/// <param name="Field">
/// The field at fault, named as in a native signal, or in a CloudEvent by the path to it, as <c>time</c> and <c>data/score</c>; null when it is
/// the row as a whole.
/// </param>
/// <param name="Code">One of <see cref="RejectCode"/>.</param>
/// <param name="Reason">What is wrong, for a person.</param>
/// <param name="Raw">The row as it stood, without its line end; bytes that are not UTF-8 become U+FFFD.</param>
/// <param name="Header">
/// What <paramref name="Raw"/> needs to be read alone: the header row of a CSV source as it stood, or what a call of Segment's API had around it;
/// null otherwise.
/// </param>
public sealed record Reject(long Line, string? Field, string Code, string Reason, string Raw, string? Header = null);
