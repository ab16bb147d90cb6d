using CustomerPerformanceTracker.Readings.Value;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A sign of how a customer feels.</summary>
/// <param name="Weight">The natural logarithm of how many times as often it comes from customers who feel worse.</param>
public sealed record FeelingSignView(string What, string Value, LocalDate Day, double Weight);

/// <summary>A customer at risk. Money is in major units; probabilities are 0 to 1.</summary>
/// <param name="Customer">The id that the source gave; null where it is erased.</param>
/// <param name="AtStake">Expected money, or purchases where no money is known, times the probability to feel worse.</param>
/// <param name="Why">A sentence for a person.</param>
public sealed record CustomerAtRiskView(
    int Number,
    string? Customer,
    bool Smiling,
    double AtStake,
    double? Expected,
    double? FeltWorse,
    double? Leaves,
    double Alive,
    int Orders,
    double Paid,
    LocalDate LastOrder,
    string Why,
    IReadOnlyList<FeelingSignView> Signs
)
{
    internal static CustomerAtRiskView Of(CustomerAtRisk one, AtRiskReading reading) =>
        new(
            one.Number,
            one.Id,
            one.IsSmiling,
            one.AtStake,
            one.Expected,
            one.FeltWorse,
            one.Leaves,
            one.Alive,
            one.Orders,
            one.Paid,
            one.LastOrder,
            AtRiskSentence.Of(one, reading),
            [.. one.Signs.Select(sign => new FeelingSignView(sign.What, sign.Value, sign.Day, sign.Weight))]
        );
}

/// <summary>A fifth of the customers by what they are expected to buy, and how they feel.</summary>
/// <param name="Place">1 for those who are expected to buy most.</param>
/// <param name="Expected">Money, or purchases where no money is known.</param>
/// <param name="Worse">Customers who gave a sign and feel worse, more likely than not.</param>
/// <param name="Silent">Customers who gave no sign of feeling.</param>
public sealed record ValueFifthView(int Place, int Customers, double Expected, int Worse, double ExpectedOfWorse, int Silent)
{
    internal static ValueFifthView Of(ValueFifth fifth) => new(fifth.Place, fifth.Customers, fifth.Expected, fifth.Worse, fifth.ExpectedOfWorse, fifth.Silent);
}

/// <summary>The customers at risk: smiling churners first, then by what is at stake.</summary>
/// <param name="FeelingsRefused">Why nobody can be told to feel worse; the list then rests on the probability to leave.</param>
/// <param name="ShareFeltWorse">The share of customers who gave a sign and feel worse.</param>
/// <param name="GaveSigns">Customers who gave a sign of feeling in its days.</param>
/// <param name="Left">Customers who cancelled and did not buy since; they are not in the list.</param>
/// <param name="NextSeal">The seal of a newer list, which is being made; null where nothing has changed since this one.</param>
/// <param name="RecordedBy">The seal of the entry that says who took the list; null where nothing was taken away.</param>
public sealed record AtRiskView(
    string? Campaign,
    LocalDate Until,
    CursorsView Cursors,
    int HorizonDays,
    int SignDays,
    string? Currency,
    string Model,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? FeelingsRefused,
    double? ShareFeltWorse,
    int GaveSigns,
    int Left,
    int Smiling,
    LeavingView Leaving,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? NextSeal,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? RecordedBy,
    IReadOnlyList<ValueFifthView> Fifths,
    IReadOnlyList<CustomerAtRiskView> Customers
)
{
    public static AtRiskView Of(AtRiskReading reading, int? recordedBy = null) =>
        new(
            reading.Question.Campaign,
            reading.Until,
            CursorsView.Of(reading.Question.Cursors, reading.Seal),
            reading.Question.HorizonDays,
            reading.Question.SignDays,
            reading.Currency,
            reading.Model,
            reading.FeelingsRefused,
            reading.Feelings?.Share,
            reading.Told,
            reading.Left,
            reading.Smiling,
            LeavingView.Of(reading.Leaving),
            reading.Next?.Value,
            recordedBy,
            [.. reading.Fifths.Select(ValueFifthView.Of)],
            [.. reading.Customers.Select(one => CustomerAtRiskView.Of(one, reading))]
        );
}
