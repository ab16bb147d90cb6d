using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.LostTrust;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>A question for what customers who felt worse bought less.</summary>
/// <param name="Kpi">The question that customers answered; the one with the most answers of customers where it is not named.</param>
/// <param name="Days">Days after the touch that an answer follows in which purchases count.</param>
/// <param name="Since">The day of a break whose price is asked for; null for the loss of one customer alone.</param>
public sealed record PriceQuestion(string Campaign, string? Kpi = null, int Days = 30, LocalDate? Since = null, Cursors? Cursors = null);

/// <summary>
/// What customers who felt worse bought less than customers alike who did not. The answers are one a customer: the last one whose days are over, or the
/// last one.
/// </summary>
/// <param name="Kpi">The question; null where no customer answered any.</param>
/// <param name="Until">The last day that is known.</param>
/// <param name="Currency">What money is read in; null where purchases are counted instead, as no money is known.</param>
/// <param name="Answers">Answers, one a customer, that follow a touch and an order.</param>
/// <param name="WithoutOrder">Customers who answered and had bought nothing by then: nobody alike can be looked for.</param>
/// <param name="Loss">The loss of one customer; null where no customer answered.</param>
/// <param name="Break">The price of the break; null where none was asked for.</param>
/// <param name="Placebo">How often feelings that were drawn show a loss; null where the answers are too few.</param>
public sealed record PriceReading(
    PriceQuestion Question,
    SealNumber Seal,
    LocalDate Until,
    string? Kpi,
    string? Currency,
    int Answers,
    int WithoutOrder,
    LossOutcome? Loss,
    BreakPriceOutcome? Break,
    PlaceboFeelings? Placebo
);
