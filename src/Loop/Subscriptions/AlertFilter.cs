using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Which changes of alerts a subscription wants. An empty list wants all; a change has to be wanted by every list. Campaigns are names, or the beginning of
/// names with * behind it. Changes are the ends of journal names: <c>raised</c> for <c>alert_raised</c>. Teams are those that <see cref="TeamStore"/> tells
/// an alert concerns.
/// </summary>
public sealed record AlertFilter(
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Severities,
    IReadOnlyList<string> Teams,
    IReadOnlyList<string> Changes
)
{
    private const string ChangePrefix = "alert_";

    /// <summary>Wants every change.</summary>
    public static AlertFilter Everything { get; } = new([], [], [], [], [], []);

    /// <summary>The names of its lists on the wire.</summary>
    public static IReadOnlyList<string> Lists { get; } = [.. ListsOf(Everything).Select(list => list.List)];

    /// <summary>The same filter in its one form: each list sorted, without repetitions.</summary>
    /// <exception cref="RefusedException">A kind, a severity or a change is none, or a name is empty.</exception>
    public AlertFilter Checked()
    {
        var filter = new AlertFilter(Sorted(Policies), Sorted(Campaigns), Sorted(Kinds), Sorted(Severities), Sorted(Teams), Sorted(Changes.Select(Short)));
        AlertNames.Check("kind", filter.Kinds, AlertNames.Kinds, "invalid_filter", "/filter/kinds");
        AlertNames.Check("severity", filter.Severities, AlertNames.Severities, "invalid_filter", "/filter/severities");
        AlertNames.Check("change", filter.Changes, AlertNames.Changes, "invalid_filter", "/filter/changes");
        if (ListsOf(filter).Any(list => list.Names.Any(string.IsNullOrWhiteSpace)))
            throw new RefusedException("invalid_filter", "A filter's names have at least one letter; leave a list out to want everything.", "/filter");
        return filter;
    }

    /// <summary>Whether the subscription wants the change, which concerns those teams.</summary>
    public bool Wants(AlertChange change, IReadOnlySet<string> teams) => WantsApartFromTeams(change) && (Teams.Count == 0 || Teams.Any(teams.Contains));

    /// <summary>The same without a look at the teams, which cost a query.</summary>
    internal bool WantsApartFromTeams(AlertChange change) => IsAbout(change.Alert) && Has(Changes, Short(change.Type));

    /// <summary>Whether changes of the alert are wanted, but for what they change and which teams they concern.</summary>
    internal bool IsAbout(Alert alert) =>
        Has(Policies, alert.Policy) && HasCampaign(alert.Campaign) && Has(Kinds, AlertNames.Of(alert.Kind)) && Has(Severities, alert.Severity);

    internal bool HasCampaign(string campaign) => Campaigns.Count == 0 || Campaigns.Any(name => IsCampaign(name, campaign));

    /// <summary>Whether a name, or the beginning of one with * behind it, is the campaign's.</summary>
    internal static bool IsCampaign(string wanted, string campaign) =>
        wanted.EndsWith('*') ? campaign.StartsWith(wanted[..^1], StringComparison.Ordinal) : campaign == wanted;

    public bool Equals(AlertFilter? other) =>
        other is not null && ListsOf(this).Zip(ListsOf(other)).All(pair => pair.First.Names.SequenceEqual(pair.Second.Names, StringComparer.Ordinal));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var name in ListsOf(this).SelectMany(list => list.Names))
            hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    private static IEnumerable<(string List, IReadOnlyList<string> Names)> ListsOf(AlertFilter filter) =>
        [
            ("policies", filter.Policies),
            ("campaigns", filter.Campaigns),
            ("kinds", filter.Kinds),
            ("severities", filter.Severities),
            ("teams", filter.Teams),
            ("changes", filter.Changes),
        ];

    private static bool Has(IReadOnlyList<string> wanted, string name) => wanted.Count == 0 || wanted.Contains(name, StringComparer.Ordinal);

    private static string Short(string change) => change.StartsWith(ChangePrefix, StringComparison.Ordinal) ? change[ChangePrefix.Length..] : change;

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
