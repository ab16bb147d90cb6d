using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Shouldly;

namespace CustomerPerformanceTracker.Truth;

/// <summary>The lines of an invented campaign tell what is true of it, as nearly as chance lets them.</summary>
public sealed class CampaignLinesTests
{
    private static readonly LocalDate First = new(2024, 1, 1);

    public static TheoryData<string> AllKinds => [.. Kinds.All.Select(kind => kind.ToString())];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Rates_lie_where_they_were_put(string kind)
    {
        var campaign = new Inventor(7).Campaign((int)Enum.Parse<Kind>(kind) + (Kinds.All.Count * 3));
        var lines = Lines(campaign);
        var change = new[] { campaign.Feeling.From, campaign.Demand.From, campaign.Regret.From }.Min();
        foreach (var (from, until) in change < campaign.Days ? [(0, change), (change, Math.Min(change + 20, campaign.Days))] : new[] { (0, campaign.Days) })
        {
            var (answers, score) = Sums(lines, "survey_answer", from, until, line => Score(line, campaign));
            var visits = Sums(lines, "visit", from, until, _ => 0).Count;
            var (orders, _) = Sums(lines, "conversion", from, until, _ => 0);
            var refunds = Sums(lines, "refund", from, until, _ => 0).Count;
            var days = until - from;

            Near(
                score / answers,
                campaign.WholeFeeling,
                from,
                until,
                (campaign.AnswerVariance / answers) + (campaign.DayVariance / days),
                campaign.Mix is null && campaign.Guests is null
            );
            Near(
                orders / (double)visits,
                campaign.Demand,
                from,
                until,
                (campaign.Demand.Base / visits) + (Math.Pow(2 * TrueCampaign.RateScatter * campaign.Demand.Base, 2) / days)
            );
            Near(refunds / (double)orders, campaign.Regret, from, until, campaign.Regret.At(until - 1) / orders);
        }
    }

    [Fact]
    public void Answers_of_one_customer_scatter_as_the_truth_says()
    {
        var plain = Enumerable
            .Range(0, 12)
            .Select(round => new Inventor(3).Campaign((int)Kind.RepeatCustomers + (Kinds.All.Count * round)))
            .First(campaign => campaign.AnswersADay == 100);
        var lines = Lines(plain with { Days = 400, Repeating = new(4, 0.6, 0) });

        double[] means =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(day => Sums(lines, "survey_answer", day, day + 1, line => Score(line, plain)))
                .Select(sum => sum.Score / sum.Count),
        ];
        var variance = means.Sum(mean => Math.Pow(mean - means.Average(), 2)) / 399;

        // A variance of 400 days has a standard error of 7 %.
        (variance / (plain.AnswerVariance / 100)).ShouldBeInRange(0.75, 1.3);
    }

    private static void Near(double drawn, Course course, int from, int until, double variance, bool isSo = true)
    {
        if (isSo)
            Math.Abs(drawn - course.Base - course.MeanShift(from, until - 1)).ShouldBeLessThan(4.5 * Math.Sqrt(variance));
    }

    private static double Score(JsonElement line, TrueCampaign campaign) =>
        campaign.Instrument == Instrument.YesNo ? line.GetProperty("score").GetInt32() : (line.GetProperty("score").GetInt32() - 1) / 4.0;

    private static (int Count, double Score) Sums(
        ILookup<string, (int Day, JsonElement Line)> lines,
        string type,
        int from,
        int until,
        Func<JsonElement, double> score
    )
    {
        var (count, sum) = (0, 0.0);
        foreach (var (day, line) in lines[type])
        {
            if (day < from || day >= until || type == "survey_answer" && line.GetProperty("kpi").GetString() != "trust")
                continue;
            var times = line.GetProperty("count").GetInt32();
            (count, sum) = (count + times, sum + (times * score(line)));
        }

        return (count, sum);
    }

    private static ILookup<string, (int Day, JsonElement Line)> Lines(TrueCampaign campaign)
    {
        using var text = new StringWriter();
        new CampaignLines(campaign, new SignalLines(campaign.Name, First, text)).Write();
        return text.ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToLookup(line => line.GetProperty("type").GetString()!, line => (Day(line), line), StringComparer.Ordinal);
    }

    private static int Day(JsonElement line) => Period.DaysBetween(First, LocalDatePattern.Iso.Parse(line.GetProperty("occurredAt").GetString()![..10]).Value);
}
