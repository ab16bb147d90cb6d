using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Server.Pages.Changes;

/// <summary>A proposal as it is being written.</summary>
public sealed record ProposalView(IReadOnlyList<string> Campaigns)
{
    /// <summary>What stands in the fields, by name.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = Usual("", "trust", alert: "");

    /// <summary>Why the change was not proposed.</summary>
    public string? Refused { get; init; }

    /// <summary>The fields before anybody writes: the rule that is usual, and what the proposal is about.</summary>
    /// <param name="alert">The alert that the proposal answers; empty for none.</param>
    public static IReadOnlyDictionary<string, string> Usual(string campaign, string kpi, string alert) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["campaign"] = campaign,
            ["lever"] = Levers.Messaging,
            ["kpi"] = kpi,
            ["before"] = EffectQuestion.UsualBeforeDays.ToString(CultureInfo.InvariantCulture),
            ["after"] = EffectQuestion.UsualAfterDays.ToString(CultureInfo.InvariantCulture),
            ["guard"] = SuccessRule.UsualGuard,
            ["loss"] = (100 * SuccessRule.UsualGuardMostLoss).ToString(CultureInfo.InvariantCulture),
            ["alerts"] = alert,
        };

    /// <summary>What a field holds; empty where nothing stands in it.</summary>
    public string this[string field] => Typed.GetValueOrDefault(field, "");

    /// <summary>A field's name as the page has it.</summary>
    public static string NameOf(string field) =>
        field switch
        {
            "expected" => "Expected change",
            "atLeast" => "Success is at least",
            "before" => "Days before, at most",
            "after" => "Days after that decide",
            "loss" => "Share of it that may be lost, in percent",
            _ => field,
        };
}
