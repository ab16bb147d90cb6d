using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.LostTrust;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>How far a loss moves where a group of what is known is left out.</summary>
public sealed record GroupMoveView(string Group, double Move);

/// <summary>The loss of one customer who felt worse, in major units of the currency, or in days of purchase where no money is known.</summary>
/// <param name="Comparable">What customers alike who did not feel worse bought, on average.</param>
/// <param name="TooRecent">Answers whose days are not over.</param>
/// <param name="RuledOut">A loss of more than this is ruled out; null where nothing is.</param>
/// <param name="Times">How many times as much as the weightiest group a trait nobody recorded would have to weigh to explain the loss.</param>
public sealed record LossView(
    bool Shown,
    IntervalView Loss,
    double Comparable,
    long FeltWorse,
    long Others,
    double EffectiveOthers,
    long TooRecent,
    double? RuledOut,
    double? Times,
    bool? Robust,
    IReadOnlyList<GroupMoveView> Strength
)
{
    internal static LossView? Of(LossOutcome? outcome) =>
        outcome switch
        {
            LossOutcome.Shown shown => Of(shown.Figures, shown.Strength, null),
            LossOutcome.NotShown none => Of(none.Figures, null, none.RuledOut),
            _ => null,
        };

    private static LossView Of(LossFigures figures, Strength? strength, double? ruledOut) =>
        new(
            strength is not null,
            IntervalView.Of(figures.Loss)!,
            figures.Comparable,
            figures.FeltWorse,
            figures.Others,
            figures.EffectiveOthers,
            figures.TooRecentFeltWorse + figures.TooRecentOthers,
            ruledOut,
            strength?.Times,
            strength?.IsRobust,
            [.. (strength?.Moves ?? []).Select(move => new GroupMoveView(move.Group, move.Move))]
        );
}

/// <summary>The price of a break, over all exposed customers.</summary>
/// <param name="Price">In the days after a touch.</param>
/// <param name="PriceAMonth">The same in 30 days.</param>
/// <param name="Rise">The rise of the share that feels worse, adjusted to who answered.</param>
public sealed record BreakPriceView(
    bool Shown,
    IntervalView Price,
    IntervalView PriceAMonth,
    long Exposed,
    IntervalView Rise,
    IntervalView LossAfter,
    double? RuledOut
)
{
    private const double Month = 30;

    internal static BreakPriceView? Of(BreakPriceOutcome? outcome, int days) =>
        outcome switch
        {
            BreakPriceOutcome.Shown shown => Of(shown.Price, days, isShown: true, null),
            BreakPriceOutcome.NotShown none => Of(none.Price, days, isShown: false, none.RuledOut),
            _ => null,
        };

    private static BreakPriceView Of(BreakPrice price, int days, bool isShown, double? ruledOut) =>
        new(
            isShown,
            IntervalView.Of(price.Price)!,
            IntervalView.Of(price.Price.Times(Month / days))!,
            price.Exposed,
            IntervalView.Of(price.Rise)!,
            IntervalView.Of(price.LossAfter)!,
            ruledOut
        );
}

/// <summary>How often feelings that were drawn, and cost nothing, show a loss: about .025 where the comparison is right.</summary>
public sealed record DrawnFeelingsView(int Draws, double AtRandom, double FromThePast);

/// <summary>The price of lost trust: what customers who felt worse bought less than customers alike who did not.</summary>
/// <param name="Kpi">The question that was answered; null where no customer answered any.</param>
/// <param name="Answers">Answers, one a customer, that follow a touch and an order.</param>
/// <param name="WithoutOrder">Customers who answered and had bought nothing by then.</param>
/// <param name="Refused">Why no loss is told.</param>
/// <param name="BreakRefused">Why no price of the break is told.</param>
public sealed record PriceView(
    string Campaign,
    string? Kpi,
    int Days,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? Since,
    LocalDate Until,
    CursorsView Cursors,
    string? Currency,
    int Answers,
    int WithoutOrder,
    string Sentence,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    LossView? Loss,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? BreakRefused,
    [property: JsonIgnore(Condition = WhenWritingNull)] BreakPriceView? Break,
    DrawnFeelingsView? Placebo
)
{
    public static PriceView Of(PriceReading reading) =>
        new(
            reading.Question.Campaign,
            reading.Kpi,
            reading.Question.Days,
            reading.Question.Since,
            reading.Until,
            CursorsView.Of(reading.Question.Cursors, reading.Seal),
            reading.Currency,
            reading.Answers,
            reading.WithoutOrder,
            PriceSentence.Of(reading),
            (reading.Loss as LossOutcome.Refused)?.Refusal.Reason,
            LossView.Of(reading.Loss),
            (reading.Break as BreakPriceOutcome.Refused)?.Refusal.Reason,
            BreakPriceView.Of(reading.Break, reading.Question.Days),
            reading.Placebo is { } placebo ? new(placebo.Draws, placebo.AtRandom, placebo.FromThePast) : null
        );
}
