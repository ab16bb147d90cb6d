using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Do we measure trust and satisfaction? Yes where every campaign of the window has as many answers to both as the KPI stack asks for before it shows a
/// number; partly where any emotional KPI is answered; no where none is.
/// </summary>
internal static class MeasuredQuestion
{
    private const string Name = "measured";
    private const string Asks = "Do we measure trust and satisfaction?";

    private static readonly string[] Core = [Kpi.Trust.Name, Kpi.Satisfaction.Name];

    public static CheckQuestion Of(SelfCheckFacts facts)
    {
        if (facts.Campaigns.Count == 0)
            return facts.Nothing(Name, Asks);
        KpiGoal[] felt = [.. facts.Stack.Goals.Where(goal => goal.Kpi.Side == Side.Emotion)];
        var least = felt.ToDictionary(goal => goal.Kpi.Name, goal => Math.Max(1, goal.MinimumN), StringComparer.Ordinal);
        var both = facts.Campaigns.Count(campaign => Core.All(kpi => facts.AnswersTo(kpi, campaign) >= least.GetValueOrDefault(kpi, 1)));
        var (answer, why) =
            facts.Answers == 0 ? (CheckAnswer.No, "Nobody was asked anything: no signal of the window is an answer or a sentiment.")
            : both == facts.Campaigns.Count ? (CheckAnswer.Yes, $"All of {Told.Count(both, "campaign")} have answers to both.")
            : (
                CheckAnswer.Partly,
                $"{both} of {Told.Count(facts.Campaigns.Count, "campaign")} {(both == 1 ? "has" : "have")} enough answers to both; "
                    + $"{Told.Count(facts.Answers, "answer")} in all."
            );
        return new(
            Name,
            Asks,
            answer,
            why,
            [
                .. Told.Shortened([.. facts.Campaigns.Select(campaign => Of(facts, campaign, least)).OrderByDescending(look => look.State)]),
                NeverAsked(facts, felt),
            ]
        );
    }

    private static Look Of(SelfCheckFacts facts, string campaign, Dictionary<string, long> least)
    {
        var asked = facts
            .Counts.Where(count => count.IsAnswer && count.Campaign == campaign && count.Kpi is not null)
            .GroupBy(count => count.Kpi!, StringComparer.Ordinal)
            .Select(kpi => (Kpi: kpi.Key, Answers: kpi.Sum(count => count.Count)))
            .OrderByDescending(kpi => kpi.Answers)
            .ThenBy(kpi => kpi.Kpi, StringComparer.Ordinal)
            .ToArray();
        var aWeek = asked.Sum(kpi => kpi.Answers) / facts.Weeks;
        var figure =
            asked.Length == 0
                ? "no answers at all"
                : string.Create(CultureInfo.InvariantCulture, $"{aWeek:0.#} answers a week: ")
                    + Told.List(asked.Select(kpi => string.Create(CultureInfo.InvariantCulture, $"{Told.Kpi(kpi.Kpi)} {kpi.Answers:N0}")));
        string[] missing = [.. Core.Where(kpi => facts.AnswersTo(kpi, campaign) < least.GetValueOrDefault(kpi, 1)).Select(Told.Kpi)];
        return missing.Length == 0
            ? Look.Well("campaign", campaign, figure, aWeek)
            : Look.Attention(
                "campaign",
                campaign,
                $"{figure}; too few of {Told.List(missing)}",
                aWeek,
                $"Ask customers of {campaign} for {Told.List(missing)} after an order or a contact, and import the answers.",
                "cpt import FILE --map MAP.yaml"
            );
    }

    private static Look NeverAsked(SelfCheckFacts facts, KpiGoal[] felt)
    {
        string[] never = [.. felt.Select(goal => goal.Kpi.Name).Where(kpi => facts.AnswersTo(kpi) == 0)];
        var figure = $"{never.Length} of {felt.Length} emotional KPIs of the stack have no answer in the window";
        return never.Length == 0
            ? Look.Well("kpi_stack", null, $"all of {Told.Count(felt.Length, "emotional KPI")} of the stack are answered", 0)
            : Look.Attention(
                "kpi_stack",
                null,
                $"{figure}: {Told.List(never.Select(Told.Kpi))}",
                never.Length,
                "Ask for these KPIs, or leave them out of the stack: a KPI without answers reads as if it were looked after.",
                "cpt kpis set FILE"
            );
    }
}
