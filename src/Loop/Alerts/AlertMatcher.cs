namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>Which alerts are meant: those whose policy, campaign, kind and severity are among the named ones. An empty list means all.</summary>
public sealed record AlertMatcher(
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Severities
)
{
    public bool Matches(Alert alert) =>
        Has(Policies, alert.Policy) && Has(Campaigns, alert.Campaign) && Has(Kinds, AlertNames.Of(alert.Kind)) && Has(Severities, alert.Severity);

    /// <summary>The same matcher, once all of its names may be some.</summary>
    /// <exception cref="RefusedException">A kind or a severity is none, or a name is empty.</exception>
    public AlertMatcher Checked()
    {
        AlertNames.Check("kind", Kinds, AlertNames.Kinds, "invalid_matcher", "/kinds");
        AlertNames.Check("severity", Severities, AlertNames.Severities, "invalid_matcher", "/severities");
        return Policies.Concat(Campaigns).Any(string.IsNullOrWhiteSpace)
            ? throw new RefusedException("invalid_matcher", "The name of a policy or a campaign has at least one letter; leave a list out to mean all.")
            : this;
    }

    private static bool Has(IReadOnlyList<string> names, string name) => names.Count == 0 || names.Contains(name, StringComparer.Ordinal);
}
