using System.Globalization;
using CustomerPerformanceTracker.Readings.Value;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Why a customer stands in the list, each clause from a figure.</summary>
public static class AtRiskSentence
{
    private const int MostSigns = 3;

    // A sign that comes less than about 1.6 times as often from those who feel worse says little by itself.
    private const double Speaks = 0.5;

    public static string Of(CustomerAtRisk one, AtRiskReading reading) => string.Join(" ", Sentences(one, reading));

    private static IEnumerable<string> Sentences(CustomerAtRisk one, AtRiskReading reading)
    {
        var money = reading.Currency is { } currency ? $" for {Number(one.Paid)} {currency}" : "";
        yield return $"Bought on {one.Orders} {(one.Orders == 1 ? "day" : "days")}{money}, last on {Day(one.LastOrder)}; "
            + $"{Expected(one, reading)} expected in {reading.Question.HorizonDays} days.";
        if (one.FeltWorse is { } worse)
            yield return Felt(one, worse, reading);
        if (one.Leaves is { } leaves)
            yield return $"Buys nothing in these days with a probability of {Share(leaves)}.";
    }

    private static string Felt(CustomerAtRisk one, double worse, AtRiskReading reading)
    {
        if (one.Signs.Count == 0)
            return $"Gave no sign of feeling in {reading.Question.SignDays} days; of customers who came in the same month about {Share(worse)} feel worse.";
        string[] signs = [.. one.Signs.Where(sign => sign.Weight > Speaks).Take(MostSigns).Select(Words)];
        return $"Feels worse with a probability of {Share(worse)}{(signs.Length > 0 ? $": {string.Join(", ", signs)}." : ", by no single sign.")}";
    }

    private static string Words(FeelingSign sign) =>
        sign.What == "refund" ? $"an order sent back on {Day(sign.Day)}" : $"{sign.What.Replace('_', ' ')} {sign.Value} on {Day(sign.Day)}";

    private static string Expected(CustomerAtRisk one, AtRiskReading reading) =>
        one.Expected is { } money && reading.Currency is { } currency
            ? $"{Number(money)} {currency} are"
            : string.Create(CultureInfo.InvariantCulture, $"{one.ExpectedPurchases:0.0} days of purchase are");

    private static string Number(double money) => money.ToString("N2", CultureInfo.InvariantCulture);

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
