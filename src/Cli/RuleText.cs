using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Accounts;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What a rule of a mapping gave, in a sentence.</summary>
internal static class RuleText
{
    private const int CampaignsNamed = 3;

    public static string Head(RuleAccount rule) =>
        $"{(rule.Rule is { } number ? $"{number} " : "")}{rule.Type ?? "(type by row)"}{(rule.Kpi is null || rule.Kpi == rule.Type ? "" : $" {rule.Kpi}")}";

    public static string Of(RuleAccount rule) => rule.Signals == 0 ? "no signals" : string.Join("; ", Parts(rule));

    private static IEnumerable<string> Parts(RuleAccount rule)
    {
        yield return rule.Signals == 1
            ? $"1 signal, {(rule.New == 1 ? "new" : "known")}"
            : $"{rule.Signals:N0} signals, {(rule.New == rule.Signals ? "all new" : $"{rule.New:N0} new")}";
        if (rule.Count != rule.Signals)
            yield return string.Create(CultureInfo.InvariantCulture, $"count {rule.Count:N0}");
        foreach (var sum in rule.Amounts)
            yield return $"{sum.Major} {sum.Currency}";
        if (rule.Mean is { } mean)
            yield return string.Create(CultureInfo.InvariantCulture, $"mean {mean:0.0} of 100");
        if (rule is { First: { } first, Last: { } last })
            yield return first == last ? PlainText.Of(first) : $"{PlainText.Of(first)} to {PlainText.Of(last)}";
        yield return Campaigns(rule.Campaigns);
    }

    private static string Campaigns(IReadOnlyList<string> campaigns)
    {
        var named = string.Join(", ", campaigns.Take(CampaignsNamed).Select(name => PlainText.Clean(Told.Short(name))));
        return campaigns.Count == 1 ? $"campaign {named}" : $"{campaigns.Count:N0} campaigns: {named}{(campaigns.Count > CampaignsNamed ? ", ..." : "")}";
    }
}
