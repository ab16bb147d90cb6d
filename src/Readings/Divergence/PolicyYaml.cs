using System.Collections.Frozen;
using System.Globalization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The file form of a <see cref="Policy"/>, every rule of it checked.</summary>
internal static class PolicyYaml
{
    private const int MostDays = 36_500;

    private static readonly FrozenSet<string> LogicKpis = new[]
    {
        Kpi.ConversionRate,
        Kpi.Ctr,
        Kpi.Conversions,
        Kpi.Visits,
        Kpi.Clicks,
        Kpi.Impressions,
        Kpi.Revenue,
        Kpi.NetRevenue,
        Kpi.Spend,
    }
        .Select(kpi => kpi.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    public static Policy Read(string yaml)
    {
        var file = StrictYaml.Root(yaml);
        var usual = new Policy
        {
            Name = file.RequiredText("name"),
            Logic = Logic(Required(file, "logic")),
            Emotion = Emotion(Required(file, "emotion")),
        };
        var policy = usual with
        {
            Baseline = file.Map("baseline") is { } baseline ? Baseline(baseline, usual.Baseline) : usual.Baseline,
            MinimumAnswers = (int)(file.Whole("minimumAnswers", 1, 1_000_000) ?? usual.MinimumAnswers),
            SilenceDays = Days(file, "silence", 1),
            Scope = file.Map("scope") is { } scope ? Scope(scope, usual.Scope) : usual.Scope,
        };
        if (file.Map("falseAlarm") is { } falseAlarm)
            policy = FalseAlarm(falseAlarm, policy);
        file.NothingElse();
        return policy;
    }

    private static StrictYaml Required(StrictYaml file, string key) => file.Map(key) ?? throw file.Broken(key, "is missing", $"Add `{key}: {{ kpi: ... }}`.");

    private static LogicRule Logic(StrictYaml rule)
    {
        var name = rule.RequiredText("kpi");
        if (!LogicKpis.Contains(name))
            throw rule.Broken("kpi", $"must be a logic KPI that can hold or rise, not `{name}`", $"Write one of {List(LogicKpis)}.");

        var state = rule.Text("state") switch
        {
            null or "holding_or_rising" => LogicState.HoldingOrRising,
            "rising" => LogicState.Rising,
            var other => throw rule.Broken("state", $"must be `holding_or_rising` or `rising`, not `{other}`", "Write one of the two."),
        };
        var logic = new LogicRule(Kpi.Named(name), state, Percent(rule, "tolerance") ?? 0.05);
        rule.NothingElse();
        return logic;
    }

    private static EmotionRule Emotion(StrictYaml rule)
    {
        var name = rule.RequiredText("kpi");
        if (!Kpi.IsName(name) || Kpi.Named(name).Side != Side.Emotion)
            throw rule.Broken("kpi", $"must be an emotional KPI, not `{name}`", "Write for example trust, clarity, satisfaction or sentiment.");
        if (Kpi.Named(name).Better == Better.Lower)
            throw rule.Broken("kpi", $"is `{name}`, whose fall is good news", "Watch a KPI that is better when higher.");
        if (rule.Text("state") is { } state and not "falling")
            throw rule.Broken("state", $"must be `falling`, not `{state}`", "Write `falling`, or leave the key out.");

        var emotion = new EmotionRule(Kpi.Named(name), rule.Number("drop", 0, 90) ?? 1);
        rule.NothingElse();
        return emotion;
    }

    private static BaselineRule Baseline(StrictYaml rule, BaselineRule usual)
    {
        var baseline = new BaselineRule((int)(rule.Whole("days", 28, MostDays) ?? usual.Days), rule.Number("quantile", 0, 0.5) ?? usual.Quantile);
        rule.NothingElse();
        return baseline;
    }

    private static Policy FalseAlarm(StrictYaml rule, Policy policy)
    {
        var every = Days(rule, "every", 30) ?? throw rule.Broken("every", "is missing", "Write for example `every: 365d`.");
        var form = rule.Text("form") switch
        {
            null or "deflated" => PromiseForm.Deflated,
            "strict" => PromiseForm.Strict,
            var other => throw rule.Broken("form", $"must be `deflated` or `strict`, not `{other}`", "Write one of the two, or leave the key out."),
        };
        rule.NothingElse();
        return policy with { FalseAlarmDays = every, Form = form };
    }

    private static PolicyScope Scope(StrictYaml rule, PolicyScope usual)
    {
        var scope = new PolicyScope(rule.Texts("campaigns") ?? usual.Campaigns, rule.Texts("by") ?? usual.By);
        rule.NothingElse();
        if (scope.Campaigns.Count == 0)
            throw rule.Broken("campaigns", "must name at least one campaign", "Write `[\"*\"]` for all of them.");
        if (scope.By.FirstOrDefault(by => new Dimension(by).IsOwn && OwnDimension.Refusal(by) is not null) is { } unknown)
            throw rule.Broken(
                "by",
                $"cannot be told apart by `{unknown}`",
                $"Write some of {List(Dimension.Given.Select(given => given.Name))}, or a dimension of your own (`cpt dimensions list`)."
            );
        return scope;
    }

    private static double? Percent(StrictYaml rule, string key)
    {
        if (rule.Text(key) is not { } text)
            return null;
        return
            text.EndsWith('%')
            && double.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent < 100
            ? percent / 100
            : throw rule.Broken(key, $"must be a percentage from 0% to below 100%, not `{text}`", "Write it with its sign, such as 5%.");
    }

    private static int? Days(StrictYaml rule, string key, int least)
    {
        if (rule.Text(key) is not { } text)
            return null;
        if (
            text.EndsWith('d')
            && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days >= least
            && days <= MostDays
        )
            return days;
        var range = string.Create(CultureInfo.InvariantCulture, $"from {least}d to {MostDays}d");
        throw rule.Broken(key, $"must be a number of days {range}, not `{text}`", "Write whole days, such as 14d.");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
