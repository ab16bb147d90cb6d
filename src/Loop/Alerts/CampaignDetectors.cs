using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What the detector of one scope tells, or why it could not be run.</summary>
internal readonly record struct ScopeLook(Scope Scope, IReadOnlyList<Finding> Findings, Exception? Failure = null);

/// <summary>
/// One policy's detectors of a campaign, one for each scope that signals came for, folded up to and including <see cref="Through"/>. A scope that comes later
/// starts with its first day: there was nothing to fold before.
/// </summary>
internal sealed class CampaignDetectors(
    LocalDate? through,
    ReceivedTotals totals,
    DayChoices? choices,
    IReadOnlyList<LevelInForce> accepted,
    IEnumerable<KeyValuePair<Scope, Detector>> detectors
)
{
    // Days and the nulls' tests, in bytes, as they are held in memory.
    private const int BytesOfDay = 96;
    private const int BytesOfStratum = 32;
    private const int BytesOfTests = 10_000;
    private const int MostDays = 420;

    private readonly SortedDictionary<Scope, Detector> detectors = new(detectors.ToDictionary(), ByName.Instance);

    public CampaignDetectors(IReadOnlyList<LevelInForce> accepted)
        : this(through: null, new ReceivedTotals(), choices: null, accepted, []) { }

    /// <summary>The last received day that is folded, whether anything was received on it or not; null before the first.</summary>
    public LocalDate? Through { get; private set; } = through;

    /// <summary>What the days up to <see cref="Through"/> add up to.</summary>
    public ReceivedTotals Totals { get; private set; } = totals;

    /// <summary>How the folded days were read; null before the first.</summary>
    public DayChoices? Choices { get; private set; } = choices;

    /// <summary>The levels of the watched KPI that were accepted when the days were folded.</summary>
    public IReadOnlyList<LevelInForce> Accepted => accepted;

    /// <summary>In the order in which they are looked at.</summary>
    public IReadOnlyCollection<KeyValuePair<Scope, Detector>> Detectors => detectors;

    /// <summary>The memory they take, about.</summary>
    public long Bytes =>
        detectors.Values.Sum(detector =>
            (long)BytesOfTests
            + (BytesOfDay * Math.Min(detector.Closed, MostDays))
            + (Choices is { HasStrata: true } ? BytesOfStratum * detector.Watch.StrataHeld : 0)
        );

    /// <summary>
    /// Whether the folded days would be read otherwise, now that these came or these levels are accepted: then all of them are to be folded again.
    /// </summary>
    public bool AreOutdatedBy(Policy policy, IEnumerable<ReceivedMeasure> newer, IReadOnlyList<LevelInForce> now) =>
        !accepted.SequenceEqual(now) || (Choices is { } before && before != Totals.With(newer).For(policy));

    /// <summary>
    /// Folds what was received after <see cref="Through"/>: the days before today are closed, today is looked at as it stands. Returns what each scope's
    /// detector tells. Where one could not be run, the others were, and none of these may be folded on.
    /// </summary>
    /// <param name="stops">Days before today, in order, at each of which <paramref name="stopped"/> is called with everything folded up to and including
    /// it.</param>
    public IReadOnlyList<ScopeLook> Fold(
        Policy policy,
        IReadOnlyList<ReceivedMeasure> newer,
        LocalDate today,
        IEnumerable<LocalDate> stops,
        Action<CampaignDetectors> stopped
    )
    {
        Choices = Totals.With(newer).For(policy);
        var scopes = DayBatches.Of(policy, newer, Choices.Value);
        var failures = new Dictionary<Scope, Exception>();
        foreach (var scope in scopes.Keys.Where(scope => !detectors.ContainsKey(scope)))
            detectors.Add(scope, new Detector(policy, accepted));
        if (newer.Any(measure => measure.Day < today))
            Close(scopes, newer, [.. stops.Where(stop => !(stop <= Through) && stop < today.PlusDays(-1)), today.PlusDays(-1)], failures, stopped);
        return [.. detectors.Select(detector => Look(detector.Key, detector.Value, Today(detector.Key), failures))];

        DayBatch? Today(Scope scope) => scopes.GetValueOrDefault(scope) is [.., var last] && last.Day == today ? last : null;
    }

    private void Close(
        IReadOnlyDictionary<Scope, IReadOnlyList<DayBatch>> scopes,
        IReadOnlyList<ReceivedMeasure> newer,
        IEnumerable<LocalDate> stops,
        Dictionary<Scope, Exception> failures,
        Action<CampaignDetectors> stopped
    )
    {
        foreach (var stop in stops)
        {
            foreach (var (scope, days) in scopes.Where(scope => !failures.ContainsKey(scope.Key)))
                Try(scope, failures, () => Close(detectors[scope], days.Where(day => !(day.Day <= Through) && day.Day <= stop)));
            Totals = Totals.With(newer.Where(measure => !(measure.Day <= Through) && measure.Day <= stop));
            Through = stop;
            if (failures.Count == 0)
                stopped(this);
        }
    }

    private static void Close(Detector detector, IEnumerable<DayBatch> days)
    {
        foreach (var day in days)
            detector.Close(day);
    }

    private static ScopeLook Look(Scope scope, Detector detector, DayBatch? open, Dictionary<Scope, Exception> failures)
    {
        IReadOnlyList<Finding> findings = [];
        if (!failures.ContainsKey(scope))
            Try(scope, failures, () => findings = detector.Look(open));
        return new(scope, findings, failures.GetValueOrDefault(scope));
    }

    private static void Try(Scope scope, Dictionary<Scope, Exception> failures, Action run)
    {
        try
        {
            run();
        }
        catch (Exception e) when (Poison.Is(e))
        {
            failures.Add(scope, e);
        }
    }

    // Whatever order they came in, they are looked at in one: what is recorded of them must not depend on it.
    private sealed class ByName : IComparer<Scope>
    {
        public static readonly ByName Instance = new();

        public int Compare(Scope a, Scope b) =>
            Text(a.Message, b.Message) is not 0 and var message ? message
            : Text(a.Touchpoint, b.Touchpoint) is not 0 and var touchpoint ? touchpoint
            : Text(a.Channel, b.Channel) is not 0 and var channel ? channel
            : Text(a.Segment, b.Segment) is not 0 and var segment ? segment
            : Text(Own(a), Own(b));

        private static string? Own(Scope scope) => scope.Own is { } own ? string.Join('\n', own.Parts.Select(part => $"{part.Dimension}={part.Value}")) : null;

        private static int Text(string? a, string? b) => string.CompareOrdinal(a, b);
    }
}
