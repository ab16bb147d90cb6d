using System.Collections.Concurrent;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// The designs of the tests for a fall, each computed once: it takes a thousand times as long as a day does, and nulls are told to four decimals, so campaigns,
/// policies and simulated paths share them.
/// </summary>
internal static class KnownDesigns
{
    // About two kilobytes each.
    private const int Most = 16_384;

    private static readonly ConcurrentDictionary<(double Null, double ArlBatches, PromiseForm Form), EDetectorDesign> Designs = new();

    public static EDetectorDesign Of(double value, double arlBatches, PromiseForm form)
    {
        if (Designs.Count >= Most)
            Designs.Clear();
        return Designs.GetOrAdd((value, arlBatches, form), Made);
    }

    private static EDetectorDesign Made((double Null, double ArlBatches, PromiseForm Form) key)
    {
        var (smallest, largest) = (Math.Min(0.01, key.Null / 3), 0.9 * key.Null);
        return key.Form == PromiseForm.Strict
            ? EDetectorDesign.Bounded(key.Null, smallest, largest, key.ArlBatches, Direction.Falling)
            : EDetectorDesign.Bernoulli(key.Null, smallest, largest, key.ArlBatches, Direction.Falling);
    }
}
