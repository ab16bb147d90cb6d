namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>
/// Another change of the same campaign in the days a change is read from, so that what these days show is of both. A change's days go from the one it took
/// effect on to the last one its success rule reads; two changes overlap where they share a day. A change lies wholly before another, and has nothing to do
/// with it, where its last day is over before the other took effect. The whole campaign counts, whatever message was changed: its KPIs are those of all
/// messages. A change that was taken back changes the campaign on that day once more.
/// </summary>
/// <param name="Adjustment">The id of the other change.</param>
/// <param name="AppliedOn">The day it took effect.</param>
/// <param name="Through">Its last day, included: the last one its success rule reads, or the day it was taken back where that is the one shared.</param>
public sealed record Overlap(string Adjustment, LocalDate AppliedOn, LocalDate Through);
