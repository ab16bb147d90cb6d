using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.Feelings;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>A question for the customers at risk.</summary>
/// <param name="Campaign">The campaign that counts; null for all of the workspace.</param>
/// <param name="HorizonDays">Days ahead.</param>
/// <param name="SignDays">Days up to the last in which signs of feeling count.</param>
/// <param name="Most">Customers listed at most.</param>
public sealed record AtRiskQuestion(string? Campaign = null, int HorizonDays = 90, int SignDays = 180, int Most = 50, Cursors? Cursors = null);

/// <summary>A sign of how a customer feels.</summary>
/// <param name="What">The question, or what happened.</param>
/// <param name="Value">What the sign said, such as a score of 100 or a topic.</param>
/// <param name="Weight">The natural logarithm of how many times as often it comes from customers who feel worse; below 0 it speaks against.</param>
public sealed record FeelingSign(string What, string Value, LocalDate Day, double Weight);

/// <summary>A customer and what is at stake.</summary>
/// <param name="Number">The number the log has for the customer; the least where ids are linked.</param>
/// <param name="Id">The id that the source gave; null where it is erased.</param>
/// <param name="Orders">Days with a purchase.</param>
/// <param name="Paid">Money of all, major units.</param>
/// <param name="Expected">Money expected in the days of the horizon; null without a model of spend.</param>
/// <param name="Alive">The probability that the customer has not stopped buying, by the model of purchases.</param>
/// <param name="Leaves">The probability to buy nothing in the days of the horizon; null where that cannot be told.</param>
/// <param name="FeltWorse">The probability that the customer feels worse, from all signs; null where nobody can be told.</param>
/// <param name="AtStake">
/// Expected money, or purchases without a model of spend, times the probability to feel worse (or to leave, where feelings cannot be told).
/// </param>
/// <param name="IsSmiling">A smiling churner: the purchases say that the customer stays, and the signs of feeling say that the customer feels worse.</param>
/// <param name="Signs">The signs of the last days, the weightiest first.</param>
public sealed record CustomerAtRisk(
    int Number,
    string? Id,
    int Orders,
    double Paid,
    LocalDate LastOrder,
    double ExpectedPurchases,
    double? Expected,
    double Alive,
    double? Leaves,
    double? FeltWorse,
    double AtStake,
    bool IsSmiling,
    IReadOnlyList<FeelingSign> Signs
);

/// <summary>A fifth of the customers by what they are expected to buy, and how they feel.</summary>
/// <param name="Place">1 for those who are expected to buy most, 5 for those who are expected to buy least.</param>
/// <param name="Expected">Money expected of all of them in the days of the horizon, or purchases where no money is known.</param>
/// <param name="Worse">Customers who gave a sign and feel worse, more likely than not.</param>
/// <param name="ExpectedOfWorse">What is expected of those who feel worse.</param>
/// <param name="Silent">Customers who gave no sign of feeling.</param>
public sealed record ValueFifth(int Place, int Customers, double Expected, int Worse, double ExpectedOfWorse, int Silent);

/// <summary>Customers who may leave, smiling churners first and then by what is at stake.</summary>
/// <param name="Until">The last day that is known.</param>
/// <param name="Model">The model of purchases: the one whose total was the closest in the back-test.</param>
/// <param name="Feelings">How signs part those who feel worse; null where nobody can be told, and <paramref name="FeelingsRefused"/> says why.</param>
/// <param name="Told">Customers who gave a sign of feeling in its days.</param>
/// <param name="Left">Customers who cancelled and did not buy since, who are not in the list.</param>
/// <param name="Smiling">Smiling churners among all customers.</param>
/// <param name="Customers">The first of the list.</param>
public sealed record AtRiskReading(
    AtRiskQuestion Question,
    SealNumber Seal,
    LocalDate Until,
    string? Currency,
    string Model,
    CustomerValueStudy Study,
    LeavingStudy Leaving,
    FeltWorse? Feelings,
    string? FeelingsRefused,
    int Told,
    int Left,
    int Smiling,
    IReadOnlyList<CustomerAtRisk> Customers
)
{
    /// <summary>All customers who have not left, by fifths of what they are expected to buy; fewer where there are fewer customers.</summary>
    public required IReadOnlyList<ValueFifth> Fifths { get; init; }

    /// <summary>The seal of a newer list that is being made; null where nothing has changed since this one.</summary>
    public SealNumber? Next { get; init; }
}
