using System.Collections.Immutable;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>One pass of one policy: what the journal knows of its alerts, and what is to be added.</summary>
internal sealed class WatchPass(Policy policy, StreamVersion version, SealNumber seal, ImmutableDictionary<string, AlertLife> known)
{
    /// <summary>
    /// An alarm this close to an alert of the same kind, policy, campaign and scope describes the same thing, seen with more or fewer of its days.
    /// </summary>
    private const int SameWithinDays = 28;

    private readonly Dictionary<string, StreamVersion> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Campaign, Scope Scope, AlertKind Kind), List<string>> own = OwnOf(policy, known);
    private ImmutableDictionary<string, AlertLife> lives = known;

    public Policy Policy => policy;

    public StreamVersion Version => version;

    public SealNumber Seal => seal;

    /// <summary>Each with the version its alert has before all of this pass; 0 where there is none yet.</summary>
    public List<(string Id, StreamVersion Version, AlertEvent Event)> Events { get; } = [];

    /// <summary>The detectors that could not be run.</summary>
    public List<(int Campaign, string Scope, string Error)> Failed { get; } = [];

    public bool Has(string id) => lives.ContainsKey(id);

    /// <summary>The occurrence that describes the same: of the same policy, campaign, scope and kind, and close enough by day.</summary>
    public (string Id, LocalDate On)? KnownAs(string campaign, Scope scope, Alarm alarm) =>
        own.GetValueOrDefault((campaign, scope, KindOf(alarm)), [])
            .SelectMany(id => lives[id].Occurrences)
            .Where(alert => Math.Abs(Period.DaysBetween(alert.On, alarm.On)) <= SameWithinDays)
            .Select(alert => ((string Id, LocalDate On)?)(alert.Id, alert.On))
            .FirstOrDefault();

    /// <summary>Whether the occurrence is its alert's latest, and nobody has said what became of it.</summary>
    public bool IsUnresolved(string id, LocalDate on) => lives[id].Current is var current && current.On == on && current.State != AlertStates.Resolved;

    public void Add(string id, AlertEvent e)
    {
        if (!versions.TryGetValue(id, out var before))
            versions[id] = before = lives.GetValueOrDefault(id)?.Version ?? StreamVersion.None;
        Events.Add((id, before, e));
        lives = lives.SetItem(id, AlertLife.Fold(lives.GetValueOrDefault(id), e));
        var alert = lives[id].Current;
        if (Place(own, alert) is var ids && !ids.Contains(id, StringComparer.Ordinal))
            ids.Add(id);
    }

    public static AlertKind KindOf(Alarm alarm) => alarm is Alarm.Silence ? AlertKind.Silence : AlertKind.Divergence;

    private static Dictionary<(string Campaign, Scope Scope, AlertKind Kind), List<string>> OwnOf(Policy policy, ImmutableDictionary<string, AlertLife> lives)
    {
        var places = new Dictionary<(string Campaign, Scope Scope, AlertKind Kind), List<string>>();
        foreach (var life in lives.Values.Where(life => life.Current.Policy == policy.Name))
            Place(places, life.Current).Add(life.Id);
        return places;
    }

    private static List<string> Place(Dictionary<(string Campaign, Scope Scope, AlertKind Kind), List<string>> places, Alert alert)
    {
        var what = (alert.Campaign, alert.Scope, alert.Kind);
        return places.TryGetValue(what, out var ids) ? ids : places[what] = [];
    }
}
