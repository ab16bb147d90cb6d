using System.Collections.Concurrent;
using System.Text;

namespace CustomerPerformanceTracker.Server.Watching;

/// <summary>Counters and histograms since the start, for /metrics.</summary>
internal static class Figures
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly ConcurrentDictionary<(string Workspace, string Outcome), long> Signals = new();
    private static readonly ConcurrentDictionary<(string Name, string Workspace), Histogram> Durations = new();

    private static long strangers;

    public static void CountStranger() => Interlocked.Increment(ref strangers);

    public static void Count(string workspace, string outcome, int count) => Signals.AddOrUpdate((workspace, outcome), count, (_, before) => before + count);

    public static void Time(string name, string workspace, TimeSpan taken) =>
        Durations.GetOrAdd((name, workspace), _ => new Histogram()).Add(taken.TotalSeconds);

    private static bool IsOfAppends(string name) => name.Contains("append", StringComparison.Ordinal);

    public static void Write(StringBuilder text, IReadOnlyCollection<string> workspaces)
    {
        text.Append("# HELP cpt_signals_total Signals by outcome.\n# TYPE cpt_signals_total counter\n");
        foreach (var ((workspace, outcome), count) in Signals.Where(one => workspaces.Contains(one.Key.Workspace)).OrderBy(one => one.Key))
            text.Append(CultureInfo.InvariantCulture, $"cpt_signals_total{{workspace=\"{workspace}\",outcome=\"{outcome}\"}} {count}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"# HELP cpt_requests_without_key_total Requests that were refused because they had no valid key, of all workspaces.\n# TYPE "
                + $"cpt_requests_without_key_total counter\ncpt_requests_without_key_total {Interlocked.Read(ref strangers)}\n"
        );
        foreach (var name in Durations.Keys.Select(key => key.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"# HELP {name} Durations of {(IsOfAppends(name) ? "appends, from the lock to the commit" : "passes of projections and detectors")}.\n"
                    + $"# TYPE {name} histogram\n"
            );
            foreach (
                var ((_, workspace), histogram) in Durations
                    .Where(one => one.Key.Name == name && workspaces.Contains(one.Key.Workspace))
                    .OrderBy(one => one.Key)
            )
                histogram.Write(text, name, workspace);
        }
    }

    private sealed class Histogram
    {
        private readonly Lock gate = new();
        private readonly long[] buckets = new long[Bounds.Length + 1];
        private double sum;

        public void Add(double seconds)
        {
            lock (gate)
            {
                var at = Array.FindIndex(Bounds, bound => seconds <= bound);
                buckets[at < 0 ? Bounds.Length : at]++;
                sum += seconds;
            }
        }

        public void Write(StringBuilder text, string name, string workspace)
        {
            lock (gate)
            {
                long below = 0;
                for (var i = 0; i <= Bounds.Length; i++)
                {
                    below += buckets[i];
                    var bound = i < Bounds.Length ? Bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{workspace=\"{workspace}\",le=\"{bound}\"}} {below}\n");
                }

                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{name}_sum{{workspace=\"{workspace}\"}} {sum:R}\n{name}_count{{workspace=\"{workspace}\"}} {below}\n"
                );
            }
        }
    }
}
