using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.LostTrust;
using Kpi = CustomerPerformanceTracker.Readings.Kpis.Kpi;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>Reads the price of lost trust of a campaign, at any cursors.</summary>
public sealed class PriceReader(PeopleReader people)
{
    private const int Draws = 100;
    private const int Seed = 1;

    /// <summary>Null where the campaign has no signals.</summary>
    /// <exception cref="RefusedException">No signal names a customer.</exception>
    public async Task<PriceReading?> ReadAsync(PriceQuestion question, CancellationToken cancel)
    {
        if (await people.ReadAsync(question.Campaign, question.Cursors ?? Cursors.Now, PeopleReader.Touches, cancel) is not { } all)
            return null;
        var kpi = question.Kpi ?? MostAnswered(all);
        if (kpi is null)
            return new(question, all.Seal, PeopleReader.Day(all.LastDay), null, all.Currency, 0, 0, null, null, null);

        var answers = all.All.Select(person => (person, Answer: AnswerOf(all, person, kpi, question))).Where(one => one.Answer is not null).ToArray();
        var anchored = answers.Select(one => Anchor(all, one.person, one.Answer!.Value, question.Days)).OfType<AnchoredAnswer>().ToArray();
        var table = TableOf(anchored);
        return new(
            question,
            all.Seal,
            PeopleReader.Day(all.LastDay),
            kpi,
            all.Currency,
            anchored.Length,
            answers.Length - anchored.Length,
            LossStudy.Of(table),
            question.Since is { } since ? PriceOf(all, table, anchored, PeopleReader.Number(since)) : null,
            PlaceboFeelings.Of(table, Draws, Seed)
        );
    }

    private static string? MostAnswered(People all) =>
        all
            .All.SelectMany(person => person.Days.Where(one => one.IsFeeling).Select(one => KpiOf(all, one)).Distinct(StringComparer.Ordinal))
            .GroupBy(kpi => kpi, StringComparer.Ordinal)
            .OrderByDescending(kpi => kpi.Count())
            .ThenBy(kpi => kpi.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;

    private static string KpiOf(People all, PersonDay answer) => answer.Kind == SignalKind.Sentiment ? Kpi.Sentiment.Name : all.Names[answer.Kpi];

    // Which answer is taken looks at dates alone and never at what was bought. Of a break: an answer after it before one before it.
    private static PersonDay? AnswerOf(People all, Person person, string kpi, PriceQuestion question)
    {
        var since = question.Since is { } day ? PeopleReader.Number(day) : int.MinValue;
        return person
            .Days.Where(one => one.IsAnswer && KpiOf(all, one) == kpi)
            .OrderBy(one => one.Day >= since)
            .ThenBy(one => one.Day + question.Days <= all.LastDay)
            .ThenBy(one => one.Day)
            .Select(one => (PersonDay?)one)
            .LastOrDefault();
    }

    private static AnchoredAnswer? Anchor(People all, Person person, PersonDay answer, int days)
    {
        var touches = person.Days.Where(one => !one.IsAnswer && one.Day <= answer.Day).ToArray();
        var orders = touches.Where(one => one.Kind == SignalKind.Conversion).ToArray();
        if (orders.Length == 0)
            return null;

        var history = all.Purchases(person, answer.Day)!;
        var anchor = touches[^1].Day;
        var before = history.Days.LastOrDefault(day => day.Day < anchor);
        var over = anchor + days <= all.LastDay;
        double Bought(PurchaseHistory whole) => whole.Between(anchor, anchor + days) is var (purchases, money) && all.Currency is null ? purchases : money;
        return new(
            ValueReader.FeltWorse(all, answer),
            over ? Bought(all.Purchases(person, all.LastDay)!) : null,
            history.Days.Count,
            before.Day == 0 ? null : anchor - before.Day,
            anchor - history.First,
            history.Days.Average(day => day.Amount),
            touches.LastOrDefault(one => one.Channel != 0).Channel,
            anchor
        );
    }

    private static AnswerTable TableOf(AnchoredAnswer[] answers) =>
        new(
            [.. answers.Select(one => one.FeltWorse)],
            [.. answers.Select(one => one.Bought)],
            [
                CovariateGroup.History(
                    [.. answers.Select(one => (double)one.Orders)],
                    [.. answers.Select(one => one.DaysSince)],
                    [.. answers.Select(one => (double)one.Tenure)]
                ),
                CovariateGroup.Money([.. answers.Select(one => one.MeanMoney)]),
                CovariateGroup.Channel([.. answers.Select(one => one.Channel)]),
                CovariateGroup.Time([.. answers.Select(one => (double)one.Anchor)]),
            ]
        );

    // Exposed is who did anything but answer from the break on.
    private static BreakPriceOutcome PriceOf(People all, AnswerTable table, AnchoredAnswer[] answers, int since) =>
        BreakStudy.Of(
            table,
            [.. answers.Select(one => one.Anchor >= since)],
            all.All.Count(person => person.Days.Any(one => !one.IsAnswer && one.Day >= since))
        );

    /// <summary>An answer at the touch that it follows.</summary>
    /// <param name="Bought">Null where the days after the touch are not over.</param>
    /// <param name="DaysSince">Days from the order before to the touch.</param>
    /// <param name="Tenure">Days from the first order to the touch.</param>
    private sealed record AnchoredAnswer(bool FeltWorse, double? Bought, int Orders, double? DaysSince, int Tenure, double MeanMoney, int Channel, int Anchor);
}
