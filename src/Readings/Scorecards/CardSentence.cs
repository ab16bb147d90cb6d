using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using static CustomerPerformanceTracker.Readings.Scorecards.CardWords;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// A card in words: what customers do, how they feel, what they take back, and what nobody knows. A clause says that something moved only where that is sure,
/// and then with its figure; where nothing is, that nothing surely changed.
/// </summary>
internal static class CardSentence
{
    private const int MostNamed = 4;

    public static string Of(Scorecard card) => string.Join(' ', Parts(card));

    private static IEnumerable<string> Parts(Scorecard card)
    {
        yield return $"{Demand(card)}, and {Feeling(card)}.";
        foreach (var regret in Moved(card, CardSide.Regret).Select(Regret))
            yield return regret;
        if (card.BelowFloor.Count > 0)
            yield return "Worse than the KPI stack accepts: "
                + List(
                    card.BelowFloor.Select(low =>
                        $"{Name(low.Row.Kpi)} {Number(low.Row, low.Row.Value!.Value.Value)}, of at {Bound(low.Row.Kpi)} " + $"{Number(low.Row, low.Floor)}"
                    )
                )
                + ".";
        if (Response(card) is { } response)
            yield return response;
        if (card is { Reading: Reading.NotEnoughAnswers, Missing.Count: > 0 })
            yield return Missing(card);
        else if (card is { Reading: Reading.Sustainable or Reading.UnconvertedTrust, Missing.Count: > 0 })
            yield return $"Too few answers for: {List(card.Missing.Select(one => Name(one.Kpi)))}.";
        if (card.NotAsked.Count > 0)
            yield return $"Not asked here: {List(card.NotAsked.Select(Name))}.";
        if (card.SetAside is { Count: > 0 } days)
            yield return $"Left out of the comparison, with over three times the usual answers: {List(Spans(days))}.";
    }

    private static string Demand(Scorecard card)
    {
        var (moved, volume) = (Moved(card, CardSide.Demand), Volume(card) is { } orders ? $"; {orders}" : "");
        if (moved.Length > 0)
            return $"{Buying(moved)} ({List(Shortened(moved.Select((kpi, i) => Figure(kpi, withSince: i == 0))))}{volume})";
        var held = card.Kpis.FirstOrDefault(kpi =>
            kpi.Kpi.CardSide == CardSide.Demand && kpi.Kpi.Unit != KpiUnit.Count && kpi.Value is not null && kpi.Yardstick is not null
        );
        return held is not null ? $"What people buy has not surely changed ({Figure(held)}{volume})"
            : volume.Length > 0 ? $"What people buy is known by its number alone ({volume[2..]})"
            : card.Kpis.Any(kpi => kpi.Kpi.CardSide == CardSide.Demand && kpi.Value is not null) ? "What people buy has nothing yet to be held against"
            : "What people buy is not known";
    }

    private static string Buying(KpiReading[] moved)
    {
        var (worse, better) = (moved.Any(kpi => kpi.Sure == Sure.Worse), moved.Any(kpi => kpi.Sure == Sure.Better));
        var what = moved.All(kpi => kpi.Kpi == Kpi.Ctr) ? "click" : "buy";
        return worse && better ? "What people buy moved both ways"
            : worse ? $"People {what} less"
            : $"People {what} more";
    }

    private static string Feeling(Scorecard card)
    {
        var moved = Moved(card, CardSide.Feeling);
        if (moved.Length > 0)
            return $"{(card.Sides.Feeling == Sure.Worse ? "they like it less" : "they like it more")}: "
                + $"{List(Shortened(moved.Select((kpi, i) => Figure(kpi, withSince: i == 0))))}";
        KpiReading[] asked =
        [
            .. card.Kpis.Where(kpi =>
                kpi.Kpi.CardSide == CardSide.Feeling
                && kpi.Value is not null
                && kpi.Yardstick is not null
                && !card.Missing.Any(missing => missing.Kpi == kpi.Kpi)
            ),
        ];
        return asked.Length > 0 ? $"how they feel has not surely changed ({List(asked.Take(3).Select(kpi => Figure(kpi)))})"
            : card.Kpis.Any(kpi => kpi.Kpi.CardSide == CardSide.Feeling && kpi.Value is not null && kpi.Yardstick is null)
                ? "how they feel has nothing yet to be held against"
            : "how they feel cannot be told";
    }

    private static string Regret(KpiReading kpi)
    {
        var more = kpi.Change!.Value.Value > 0 ? "More" : "Fewer";
        var does = kpi.Kpi.Name switch
        {
            "refund_rate" => "of them send it back",
            "contact_rate" => "of them ask for help",
            "churn_rate" => "of them leave",
            _ => Name(kpi.Kpi),
        };
        return kpi.Kpi.IsPerOrder
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{more} {does} ({1_000 * kpi.Compared!.Value:0.#} in 1,000 orders, was {1_000 * kpi.Yardstick!.Value:0.#}{Since(kpi)})."
            )
            : $"{more} {does} ({Figure(kpi)}).";
    }

    /// <summary>Where another share of those asked answers than before: the score then speaks for others.</summary>
    private static string? Response(Scorecard card)
    {
        var moved = card
            .Kpis.Where(kpi => kpi.Response is { HasMoved: true })
            .Select(kpi =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name(kpi.Kpi)} {100 * kpi.Response!.Rate.Value:0.#} % of {(kpi.Response.IsOverSeen ? kpi.Response.Seen : kpi.Response.Sent):N0}, "
                        + $"was {100 * kpi.Response.Before!.Value:0.#} %"
                )
            )
            .ToArray();
        return moved.Length == 0 ? null : $"Those who answer may be others than before, since another share of those asked does: {List(Shortened(moved))}.";
    }

    private static string Missing(Scorecard card)
    {
        var missing = card.Missing.Select(one =>
            one.Answers is { } answers
                ? string.Create(CultureInfo.InvariantCulture, $"{answers:N0} more answers on {Name(one.Kpi)}")
                : $"answers on {Name(one.Kpi)} in the window and before it"
        );
        return $"To see a fall that matters, {List(missing)} would be needed.";
    }

    // Plain orders, which nobody wants more or fewer of unless the stack says so.
    private static string? Volume(Scorecard card) =>
        card.Kpis.FirstOrDefault(kpi => kpi.Kpi.Name == Kpi.Conversions.Name && kpi is { Value.Value: > 0, Yardstick.Value: > 0 }) is { } orders
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"orders {Signed(100 * orders.Change!.Value.Value / orders.Yardstick!.Value)} %, {orders.Value!.Value.Value:N0}"
            )
            : null;

    private static IEnumerable<string> Shortened(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length <= MostNamed ? all : [.. all.Take(MostNamed), $"and {all.Length - MostNamed} more"];
    }

    private static KpiReading[] Moved(Scorecard card, CardSide side) =>
        [.. card.Kpis.Where(kpi => kpi.Kpi.CardSide == side && kpi.Sure != Sure.No).OrderBy(kpi => kpi.Sure != Sure.Worse)];

    private static string Bound(Kpi kpi) => kpi.Better == Better.Higher ? "least" : "most";

    private static string Signed(double percent) => percent.ToString("+0;-0;0", CultureInfo.InvariantCulture);
}
