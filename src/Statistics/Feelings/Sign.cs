namespace CustomerPerformanceTracker.Statistics.Feelings;

/// <summary>
/// A kind of sign of how a customer feels: answers to one question, whether an order was sent back, where a contact was made. Each sign takes one of a few
/// values, which are numbered from 0.
/// </summary>
/// <param name="Name">The name by which a finding names it.</param>
/// <param name="Values">How many values it takes, 2 or more.</param>
/// <param name="IsAnswer">Whether it is an answer on a scale, its values in ascending order and the higher ones better.</param>
public sealed record SignKind(string Name, int Values, bool IsAnswer);

/// <summary>One sign of a customer.</summary>
/// <param name="Kind">The place of its kind in the list of kinds.</param>
/// <param name="Value">From 0.</param>
public readonly record struct Sign(int Kind, int Value);
