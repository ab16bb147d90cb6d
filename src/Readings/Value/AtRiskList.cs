using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.Feelings;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>Makes the list of customers at risk: what a customer is expected to buy, joined with the probability that the customer feels worse.</summary>
internal static class AtRiskList
{
    private const double Likelier = 0.5;

    public static AtRiskReading Of(AtRiskQuestion question, People all)
    {
        var until = all.LastDay;
        Buyer[] buyers = [.. ValueReader.BuyersOf(all, until)];
        if (buyers.Length == 0)
            throw ValueReader.NobodyBought(until);
        PurchaseHistory[] histories = [.. buyers.Select(one => one.Purchases)];
        var study = CustomerValueStudy.Of(histories, until, holdout: 0);
        var (name, model) = ValueReader.Ordered(study).FirstOrDefault();
        if (model is null)
            throw new RefusedException("too_few_customers", $"Who is at risk cannot be told. {study.Models.Refusals[0].Reason}");

        var leaving = LeavingStudy.Of(histories, until, question.HorizonDays);
        var table = new SignTable(all, until - question.SignDays + 1, until);
        var signs = all.All.ToDictionary(person => person.Number, person => table.Of(person).ToArray());
        var groups = GroupsOf(all);
        Person[] signed = [.. all.All.Where(person => signs[person.Number].Length > 0)];
        var felt = FeltWorse.Fit(
            table.Kinds,
            [.. signed.Select(person => (Sign[])[.. signs[person.Number].Select(one => one.Sign)])],
            [.. signed.Select(person => groups[person.Number])]
        );
        var feelings = (felt as FeltWorseOutcome.Told)?.Model;
        var told = buyers
            .Select(
                (buyer, i) => (Buyer: buyer, Risk: Told(buyer, leaving.Probabilities.Count > 0 ? leaving.Probabilities[i] : null, signs[buyer.Person.Number]))
            )
            .Where(one => !HasLeft(one.Buyer))
            .Select(one => one.Risk)
            .OrderByDescending(one => one.IsSmiling)
            .ThenByDescending(one => one.AtStake)
            .ThenBy(one => one.Number)
            .ToArray();
        CustomerAtRisk[] listed =
        [
            .. told.Take(question.Most).Select(one => feelings is null ? one : one with { Signs = [.. SignsOf(table, feelings, signs[one.Number])] }),
        ];
        return new(
            question,
            all.Seal,
            PeopleReader.Day(until),
            all.Currency,
            name,
            study,
            leaving,
            feelings,
            (felt as FeltWorseOutcome.Refused)?.Reason,
            signed.Length,
            buyers.Length - told.Length,
            told.Count(one => one.IsSmiling),
            listed
        )
        {
            Fifths = Fifths(told, one => signs[one.Number].Length > 0),
        };

        CustomerAtRisk Told(Buyer buyer, double? leaves, (Sign Sign, PersonDay Day)[] own)
        {
            var customer = buyer.Purchases.AsOf(until)!.Value;
            var purchases = model.Expected(customer, question.HorizonDays / PurchaseHistory.DaysOfWeek);
            var money = purchases * study.Models.GammaGamma?.Model.ExpectedSpend(customer);
            var worse = feelings?.Probability([.. own.Select(sign => sign.Sign)], groups[buyer.Person.Number]);
            var alive = model.ProbabilityAlive(customer);
            return new(
                buyer.Person.Number,
                Id: null,
                buyer.Purchases.Days.Count,
                buyer.Purchases.Days.Sum(day => day.Amount),
                PeopleReader.Day(buyer.Purchases.Last),
                purchases,
                money,
                alive,
                leaves,
                worse,
                (money ?? purchases) * (worse ?? leaves ?? 1 - alive),
                alive >= Likelier && worse >= Likelier,
                []
            );
        }
    }

    private static IReadOnlyList<ValueFifth> Fifths(CustomerAtRisk[] all, Func<CustomerAtRisk, bool> gaveSigns)
    {
        const int Places = 5;
        return
        [
            .. all.OrderByDescending(ExpectedOf)
                .ThenBy(one => one.Number)
                .Index()
                .GroupBy(one => (int)((long)one.Index * Places / all.Length), one => one.Item)
                .Select(fifth =>
                {
                    CustomerAtRisk[] worse = [.. fifth.Where(one => one.FeltWorse >= Likelier && gaveSigns(one))];
                    return new ValueFifth(
                        fifth.Key + 1,
                        fifth.Count(),
                        fifth.Sum(ExpectedOf),
                        worse.Length,
                        worse.Sum(ExpectedOf),
                        fifth.Count(one => !gaveSigns(one))
                    );
                }),
        ];
    }

    private static double ExpectedOf(CustomerAtRisk one) => one.Expected ?? one.ExpectedPurchases;

    // Customers who came in the same month are one group: the number of the month, from the first.
    private static Dictionary<int, int> GroupsOf(People all)
    {
        var months = all.All.ToDictionary(person => person.Number, person => PeopleReader.Day(person.Days[0].Day).ToYearMonth());
        var first = months.Values.Min();
        return months.ToDictionary(one => one.Key, one => (12 * (one.Value.Year - first.Year)) + one.Value.Month - first.Month);
    }

    // A customer who cancelled and has not bought since has left already.
    private static bool HasLeft(Buyer buyer) =>
        buyer.Person.Days.LastOrDefault(one => one.Kind == SignalKind.Churn) is { Kind: SignalKind.Churn } left && left.Day > buyer.Purchases.Last;

    private static IEnumerable<FeelingSign> SignsOf(SignTable table, FeltWorse feelings, IEnumerable<(Sign Sign, PersonDay Day)> signs) =>
        signs
            .Select(one => new FeelingSign(
                feelings.Kinds[one.Sign.Kind].Name,
                table.Words(one.Sign, one.Day),
                PeopleReader.Day(one.Day.Day),
                feelings.Weight(one.Sign)
            ))
            .OrderByDescending(sign => sign.Weight)
            .ThenByDescending(sign => sign.Day);
}
