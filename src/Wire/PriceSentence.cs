using System.Globalization;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.LostTrust;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>
/// What the price of lost trust says, each clause from a figure. It says <em>bought less</em> and never <em>costs</em>: the comparison rests on what is
/// recorded.
/// </summary>
public static class PriceSentence
{
    private const string Alike = "customers alike in orders, money, channel and tenure who did not";

    public static string Of(PriceReading reading) =>
        reading switch
        {
            { Kpi: null } => "No customer answered a question, so nobody can be said to have felt worse.",
            { Break: BreakPriceOutcome.Shown shown } => OfBreak(reading, shown),
            { Break: BreakPriceOutcome.NotShown { RuledOut: null, Price.Rise.High: < 0 } none } => NoRise(reading, none.Price),
            { Break: BreakPriceOutcome.NotShown none } => NotShown(reading, none.Price.Loss, none.RuledOut, "by all who were exposed since "),
            { Break: BreakPriceOutcome.Refused refused } =>
                $"The price of the break of {Day(reading.Question.Since!.Value)} cannot be told. {refused.Refusal.Reason}",
            { Loss: LossOutcome.Shown shown } => OfOne(reading, shown),
            { Loss: LossOutcome.NotShown none } => NotShown(reading, none.Figures, none.RuledOut, ""),
            { Loss: LossOutcome.Refused refused } => $"The price of lost trust cannot be told. {refused.Refusal.Reason}",
            _ => throw new InvalidOperationException("A reading with a question has an outcome."),
        };

    private static string OfBreak(PriceReading reading, BreakPriceOutcome.Shown shown) =>
        $"Since {Day(reading.Question.Since!.Value)}, customers who felt worse bought {Range(shown.Price.Price, reading)} less "
        + $"in the {reading.Question.Days} days after than {Alike}, over {Count(shown.Price.Exposed)} customers who were exposed. "
        + $"{Rests(shown.Price.Loss, reading)} {Strong(shown.Strength)}";

    private static string OfOne(PriceReading reading, LossOutcome.Shown shown) =>
        $"A customer who felt worse bought {Range(shown.Figures.Loss, reading)} less in the {reading.Question.Days} days after than {Alike}. "
        + $"{Rests(shown.Figures, reading)} {Strong(shown.Strength)}";

    private static string NotShown(PriceReading reading, LossFigures figures, double? ruledOut, string exposed)
    {
        var where = exposed.Length > 0 ? $" {exposed}{Day(reading.Question.Since!.Value)}" : "";
        return ruledOut is { } most
            ? $"No loss can be shown; a loss of more than {Amount(most, reading)} in {reading.Question.Days} days"
                + $"{(where.Length > 0 ? where : " by a customer who felt worse")} is ruled out. {Rests(figures, reading)}"
            : $"No loss can be shown, and none is ruled out: customers who felt worse bought more than those who did not, as loyal customers complain more, so "
                + $"the others are not alike. {Rests(figures, reading)}";
    }

    private static string NoRise(PriceReading reading, BreakPrice price) =>
        $"The break of {Day(reading.Question.Since!.Value)} has no price: among customers alike fewer feel worse since. " + $"{Rests(price.Loss, reading)}";

    private static string Rests(LossFigures figures, PriceReading reading)
    {
        var recent = figures.TooRecentFeltWorse + figures.TooRecentOthers;
        return $"{Count(figures.FeltWorse)} who felt worse by {reading.Kpi!.Replace('_', ' ')} against {Count(figures.Others)} others"
            + $"{(recent > 0 ? $"; {Count(recent)} answers are too recent to count" : "")}.";
    }

    private static string Strong(Strength strength) =>
        strength is { Times: { } times, Largest: { } largest }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"A trait that nobody recorded would have to weigh {times:0.0} times as much as {largest.Group} to explain it"
                    + $"{(strength.IsRobust ? "" : ", which is not much")}."
            )
            : "Nothing that is recorded moves it, so how strong an unrecorded trait would have to be is not known.";

    private static string Range(Estimate loss, PriceReading reading) => $"{Number(loss.Low, reading)} to {Amount(loss.High, reading)}";

    private static string Amount(double value, PriceReading reading) => $"{Number(value, reading)} {reading.Currency ?? "days of purchase"}";

    private static string Number(double value, PriceReading reading) =>
        value.ToString(Math.Abs(value) >= 1_000 && reading.Currency is not null ? "N0" : "N2", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
