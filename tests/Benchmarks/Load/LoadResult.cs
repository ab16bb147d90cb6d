namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>One run of the generator, request by request in the order of their schedule.</summary>
internal sealed record LoadResult(Outcome[] Outcomes, Schedule Schedule, TimeSpan Took, TimeSpan Processor)
{
    /// <summary>
    /// The generator's own delays above this at the 99th percentile mean that latencies are partly its own, and the server's better than they say.
    /// </summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(20);

    private const int WorstShown = 5;

    public long Accepted => Outcomes.Sum(o => (long)o.Answer.Accepted);

    public int Sent => Outcomes.Count(o => o.Sent);

    public Latencies Answered => new(Outcomes.Where(o => o.Answer.Status == 200).Select(o => o.Latency));

    /// <summary>How late requests went out for which a connection stood ready: nobody's fault but the generator's.</summary>
    public Latencies OwnDelays => new(Outcomes.Where(o => o is { Sent: true, Waited: false }).Select(o => o.Late));

    public bool FellBehind => OwnDelays.At(0.99) > Tolerated || Sent < Outcomes.Length;

    public int RefusedWithoutRetryAfter => Outcomes.Count(o => o.Answer is { Status: 429 or 503, SaysWhenAgain: false });

    public int Statuses(int status) => Outcomes.Count(o => o.Sent && o.Answer.Status == status);

    /// <summary>The latencies of the requests that were answered with success and whose time lay in these seconds of the schedule.</summary>
    public Latencies AnsweredIn(int firstSecond, int seconds) =>
        new(
            Outcomes
                .Where(
                    (o, i) => o.Answer.Status == 200 && (int)Schedule[i].TotalSeconds is var second && second >= firstSecond && second < firstSecond + seconds
                )
                .Select(o => o.Latency)
        );

    /// <summary>
    /// The seconds of the schedule whose requests took longest, worst first: a stall is in one or two of them, a server that is too slow in all.
    /// </summary>
    private IEnumerable<JsonNode> WorstSeconds() =>
        Outcomes
            .Select((outcome, i) => (Second: (int)Schedule[i].TotalSeconds, Outcome: outcome))
            .Where(one => one.Outcome.Answer.Status == 200)
            .GroupBy(one => one.Second, one => one.Outcome.Latency)
            .Select(second => (Second: second.Key, Latencies: new Latencies(second)))
            .OrderByDescending(second => second.Latencies.At(1))
            .Take(WorstShown)
            .Select(second => new JsonObject
            {
                ["second"] = second.Second,
                ["p50"] = Measured.Round(second.Latencies.At(0.5).TotalMilliseconds),
                ["max"] = Measured.Round(second.Latencies.At(1).TotalMilliseconds),
            });

    public JsonObject ToJson() =>
        new()
        {
            ["requests"] = Outcomes.Length,
            ["unsent"] = Outcomes.Length - Sent,
            ["requestsPerSecond"] = Measured.Round(Statuses(200) / Took.TotalSeconds),
            ["signalsPerSecond"] = Measured.Round(Accepted / Took.TotalSeconds),
            ["accepted"] = Accepted,
            ["notAccepted"] = Outcomes.Sum(o => (long)o.Answer.Duplicate + o.Answer.Conflict + o.Answer.Rejected),
            ["statuses"] = new JsonObject(
                Outcomes
                    .Where(o => o.Sent)
                    .CountBy(o => o.Answer.Status)
                    .OrderBy(s => s.Key)
                    .Select(s => KeyValuePair.Create<string, JsonNode?>(s.Key == 0 ? "broken" : s.Key.ToString(CultureInfo.InvariantCulture), s.Value))
            ),
            ["refusedWithoutRetryAfter"] = RefusedWithoutRetryAfter,
            ["latencyMilliseconds"] = Answered.ToJson(),
            ["worstSeconds"] = new JsonArray([.. WorstSeconds()]),
            ["generator"] = new JsonObject
            {
                ["fellBehind"] = FellBehind,
                ["ownDelayMilliseconds"] = OwnDelays.ToJson(),
                ["waitedForConnection"] = Outcomes.Count(o => o.Waited),
                ["processorMicrosecondsPerRequest"] = Measured.Round(Processor.TotalMicroseconds / Math.Max(1, Sent)),
                ["processorShare"] = Measured.Round(Processor / Took),
            },
        };
}

/// <summary>Durations in ascending order; percentiles are exact, since a run's are few enough to keep all.</summary>
internal sealed class Latencies
{
    private readonly TimeSpan[] ordered;

    public Latencies(IEnumerable<TimeSpan> durations)
    {
        ordered = [.. durations];
        Array.Sort(ordered);
    }

    public int Count => ordered.Length;

    /// <summary>The smallest duration that at least this share of all does not pass; zero where there are none.</summary>
    public TimeSpan At(double share) =>
        ordered.Length == 0 ? TimeSpan.Zero : ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];

    public JsonObject ToJson() =>
        new()
        {
            ["p50"] = Milliseconds(0.5),
            ["p90"] = Milliseconds(0.9),
            ["p99"] = Milliseconds(0.99),
            ["p99.9"] = Milliseconds(0.999),
            ["max"] = Milliseconds(1),
        };

    private double Milliseconds(double share) => Math.Round(At(share).TotalMilliseconds, 2);
}
