using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>Reads what customers are worth by what they bought, at any cursors.</summary>
public sealed class ValueReader(PeopleReader people)
{
    /// <summary>Days from the first order within which the first answer says how a customer felt at the start.</summary>
    public const int StartDays = 30;

    private const double Middle = Proofs.Signal.MaxScore / 2.0;

    /// <summary>Null where a campaign is named that has no signals.</summary>
    /// <exception cref="RefusedException">Nobody had bought by the last day that the models know.</exception>
    public async Task<ValueReading?> ReadAsync(ValueQuestion question, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await people.ReadAsync(question.Campaign, cursors, PeopleReader.Dealings, cancel) is not { } all)
            return null;

        var until = question.Until is { } asked ? PeopleReader.Number(asked) : all.LastDay;
        Buyer[] buyers = [.. BuyersOf(all, all.LastDay).Where(one => one.Purchases.First <= until)];
        if (buyers.Length == 0)
            throw NobodyBought(until);
        PurchaseHistory[] histories = [.. buyers.Select(one => one.Purchases)];
        var study = CustomerValueStudy.Of(histories, until, Math.Max(0, all.LastDay - until));
        var earlier = Ordered(study).Select(model => EarlierTotals.Of(model.Name, study.Customers, until, question.HorizonDays)).FirstOrDefault();
        return new(
            question,
            all.Seal,
            PeopleReader.Day(until),
            PeopleReader.Day(all.LastDay),
            all.Currency,
            all.WithoutRate,
            all.All.Count - buyers.Length,
            study,
            Median([.. histories.Select(one => until - one.First)]),
            Wilson.Interval(histories.Count(one => one.Between(one.First, until).Purchases > 0), histories.Length),
            [.. Expected(study, earlier, until, question.HorizonDays)],
            [.. Segments(study, until, question.HorizonDays)],
            LeavingStudy.Of(histories, until, question.HorizonDays),
            MarginOf(all, buyers, until),
            Cohort.Of(histories, until, one => PeopleReader.Day(one.First).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)),
            Cohort.Of(histories, until, Felt(all, buyers))
        )
        {
            Earlier = earlier,
        };
    }

    /// <summary>Those who had bought by a day, in the order of their numbers.</summary>
    internal static IEnumerable<Buyer> BuyersOf(People all, int through) =>
        all
            .All.Select(person => (person, Purchases: all.Purchases(person, through)))
            .Where(one => one.Purchases is not null)
            .Select(one => new Buyer(one.person, one.Purchases!));

    internal static RefusedException NobodyBought(int until) =>
        new(
            "nobody_bought",
            $"No customer had bought by {NodaTime.Text.LocalDatePattern.Iso.Format(PeopleReader.Day(until))}. Conversions have to name their customer."
        );

    /// <summary>The models of purchases, the one with the closest total in the back-test first.</summary>
    internal static IEnumerable<(string Name, IPurchaseModel Model)> Ordered(CustomerValueStudy study) =>
        study.Models.PurchaseModels.OrderByDescending(model => model.Name == (study.BackTest ?? study.Holdout)?.BestTotal?.Name);

    private static IEnumerable<ExpectedValue> Expected(CustomerValueStudy study, EarlierTotals? earlier, int until, int days)
    {
        CustomerSummary[] summaries = [.. study.Customers.Select(one => one.AsOf(until)!.Value)];
        var spend = study.Models.GammaGamma?.Model;
        foreach (var (name, model) in Ordered(study))
        {
            double[] purchases = [.. summaries.Select(customer => model.Expected(customer, days / PurchaseHistory.DaysOfWeek))];
            double?[] money = [.. summaries.Select((customer, i) => purchases[i] * spend?.ExpectedSpend(customer))];
            var paid = Array.TrueForAll(money, one => one is not null) ? money.Sum() : null;
            var tried = earlier?.Model == name ? earlier : null;
            yield return new(
                name,
                purchases.Sum(),
                paid,
                summaries.Average(model.ProbabilityAlive),
                tried?.Purchases(purchases.Sum()),
                paid is { } sum ? tried?.Money(sum) : null
            );
        }
    }

    private static IEnumerable<RfmSegment> Segments(CustomerValueStudy study, int until, int days)
    {
        string[] recency = ["long ago", "a while ago", "recent"];
        string[] frequency = ["seldom", "sometimes", "often"];
        var model = Ordered(study).FirstOrDefault().Model;
        return study
            .Customers.Zip(study.Rfm, (customer, rfm) => (customer, Recency: Third(rfm.Recency), Frequency: Third(rfm.Frequency)))
            .GroupBy(one => (one.Recency, one.Frequency), one => one.customer)
            .OrderByDescending(group => group.Key)
            .Select(group => new RfmSegment(
                recency[group.Key.Recency],
                frequency[group.Key.Frequency],
                group.Count(),
                group.Sum(one => one.Between(one.First - 1, until).Money),
                model is null ? null : group.Sum(one => model.Expected(one.AsOf(until)!.Value, days / PurchaseHistory.DaysOfWeek))
            ));
    }

    // The upper two fifths, the middle one, the lower two.
    private static int Third(int fifth) =>
        fifth > 3 ? 2
        : fifth == 3 ? 1
        : 0;

    private static Margin? MarginOf(People all, Buyer[] buyers, int until)
    {
        var (money, costed, cost) = (0.0, 0.0, 0.0);
        foreach (var one in buyers.SelectMany(buyer => buyer.Person.Days).Where(one => one.Kind == SignalKind.Conversion && one.Day <= until))
        {
            var (whole, known) = (all.Money(one, one.Amount), all.Money(one, one.Costed));
            money += whole;
            // The cost is in the currency of the order: it is to the order's money as it is in that currency.
            if (one.Costed > 0)
                (costed, cost) = (costed + known, cost + (known * one.Cost / (one.Costed / Currency.Find(all.Names[one.Currency])!.MinorUnits)));
        }

        return costed > 0 ? new(costed / money, (costed - cost) / costed) : null;
    }

    private static Func<PurchaseHistory, string> Felt(People all, Buyer[] buyers)
    {
        var felt = buyers.ToDictionary(buyer => buyer.Purchases, buyer => FeltAtStart(all, buyer));
        return history => felt[history];
    }

    private static string FeltAtStart(People all, Buyer buyer)
    {
        var first = buyer.Purchases.First;
        return buyer.Person.Days.FirstOrDefault(one => one.IsFeeling && one.Day >= first && one.Day <= first + StartDays) is { IsFeeling: true } answer
            ? FeltWorse(all, answer)
                ? "felt worse"
                : "felt well"
            : "did not say";
    }

    /// <summary>
    /// Whether an answer says that its customer felt worse: 6 or less of 10 for loyalty, as Reichheld (2003) counts; below the middle of the scale for any
    /// other question, above it for effort.
    /// </summary>
    internal static bool FeltWorse(People all, PersonDay answer)
    {
        const int Detractor = 6_000;
        var kpi = answer.Kind == SignalKind.Sentiment ? Kpi.Sentiment : Kpi.Named(all.Names[answer.Kpi]);
        return kpi.Name == Kpi.Loyalty.Name ? answer.Score <= Detractor
            : kpi.Better == Better.Lower ? answer.Score > Middle
            : answer.Score < Middle;
    }

    private static double Median(int[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2.0;
    }
}

/// <summary>A person who bought.</summary>
internal sealed record Buyer(Person Person, PurchaseHistory Purchases);
