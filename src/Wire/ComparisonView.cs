using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>One arm at the last look.</summary>
/// <param name="Arm">Its value in the column of arms.</param>
/// <param name="Role"><c>control</c> or <c>treatment</c>.</param>
/// <param name="N">Its customers, rows or trials: the unit of the comparison.</param>
/// <param name="Mean">Per unit, or per trial or answer where customers are the unit and have several; null without any.</param>
public sealed record ComparedArmView(string Arm, string Role, long N, double? Mean);

/// <summary>What was to be seen at one look.</summary>
/// <param name="Look">Its number, from 1.</param>
/// <param name="Rows">Rows of the file up to it.</param>
/// <param name="Control">The n of control.</param>
/// <param name="Treatment">The n of the treatment.</param>
/// <param name="Difference">Treatment less control with the ends of its interval; null where no comparison is made yet.</param>
/// <param name="P">Valid at any look.</param>
/// <param name="Verdict">As in the document.</param>
/// <param name="Bound"><c>anytime</c> or <c>declared_end</c>.</param>
public sealed record ComparisonLookView(
    int Look,
    int Rows,
    long Control,
    long Treatment,
    IntervalView? Difference,
    double? P,
    string? Verdict,
    string Bound,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Guardrail
);

/// <summary>Whether the units came into the arms as declared.</summary>
/// <param name="Expected">The declared share of control, 0 to 1.</param>
/// <param name="Observed">The share of control that came; null without any.</param>
/// <param name="P">Of the chi-square test at the last look.</param>
/// <param name="Off">Whether <paramref name="P"/> is below .001.</param>
public sealed record SplitView(double Expected, double? Observed, double P, bool Off);

/// <summary>The measure that the treatment must not harm.</summary>
/// <param name="State"><c>held</c>, <c>worse</c>, <c>worse_beyond_margin</c> or <c>not_shown</c>.</param>
/// <param name="Margin">How much worse it may be, in the unit of the measure.</param>
public sealed record GuardrailView(
    string State,
    double Margin,
    string BetterWhen,
    IReadOnlyList<ComparedArmView> Arms,
    IntervalView? Difference,
    double? P,
    [property: JsonIgnore(Condition = WhenWritingNull)] RefusalView? Refusal
);

/// <summary>The bound that the intervals have, which was fixed before the first look.</summary>
/// <param name="Kind"><c>anytime</c> or <c>declared_end</c>.</param>
/// <param name="Alpha">The chance that the interval ever misses.</param>
/// <param name="Sides">1 or 2.</param>
/// <param name="TightestAt">The n of both arms at which the interval is tightest.</param>
/// <param name="End">The declared n of both arms at the end.</param>
public sealed record BoundView(
    string Kind,
    double Alpha,
    int Sides,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? TightestAt,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? End
);

/// <summary>The size that an amount counts at most.</summary>
/// <param name="Quantile">Of the amounts of both arms together.</param>
/// <param name="Limit">Of the last look; null where no amount is there.</param>
/// <param name="Capped">How many amounts are larger.</param>
public sealed record CapView(double Quantile, double? Limit, int Capped);

/// <summary>Two arms compared, so that every look is allowed.</summary>
/// <param name="Verdict">
/// <c>better</c>, <c>worse</c>, <c>no_difference_shown</c>, or <c>misleading</c>: better, while the guardrail is surely worse. Null with a refusal.
/// </param>
/// <param name="Difference">Treatment less control with the ends of its interval; an end that is not looked for is null.</param>
/// <param name="Relative">The same as a share of control's mean; null where that is not surely above 0.</param>
/// <param name="P">Valid at any look.</param>
/// <param name="Unit"><c>customer</c>, <c>row</c> or <c>trial</c>: what is taken to be independent.</param>
/// <param name="BetterWhen"><c>higher</c> or <c>lower</c>.</param>
/// <param name="FirstShown">The first look whose interval left out 0; null where none did.</param>
/// <param name="Cap">Null where nothing is capped.</param>
public sealed record ComparisonView(
    string? Verdict,
    IReadOnlyList<ComparedArmView> Arms,
    IntervalView? Difference,
    IntervalView? Relative,
    double? P,
    string Unit,
    string BetterWhen,
    int? FirstShown,
    SplitView Split,
    GuardrailView? Guardrail,
    BoundView Bound,
    CapView? Cap,
    IReadOnlyList<ComparisonLookView> Looks,
    [property: JsonIgnore(Condition = WhenWritingNull)] RefusalView? Refusal
);
