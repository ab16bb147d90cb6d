using System.Diagnostics;
using System.Globalization;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Would we notice? Yes where every campaign of the window has a watch that tells four in five falls of 5 points within 90 days; no where no campaign has one;
/// partly in between. It cannot be told where campaigns are watched and nothing is known yet of what their watches would tell.
/// </summary>
internal static class NoticedQuestion
{
    private const string Name = "noticed";
    private const string Asks = "Would we notice?";
    private const double Points = 5;
    private const double Most = 0.8;

    public static CheckQuestion Of(SelfCheckFacts facts)
    {
        if (facts.Campaigns.Count == 0)
            return facts.Nothing(Name, Asks);
        string[] unwatched = [.. facts.Campaigns.Where(campaign => !facts.Policies.Any(policy => policy.Watches(campaign)))];
        var noticing = facts.Promises.Where(IsNoticing).Select(one => one.Campaign).Distinct(StringComparer.Ordinal).Count();
        var waiting = facts.Promises.Where(IsWaiting).Select(one => one.Campaign).Distinct(StringComparer.Ordinal).Count();
        var (all, open) = (facts.Campaigns.Count, waiting + facts.NotPlayed.Count);
        var answer =
            noticing == all ? CheckAnswer.Yes
            : noticing > 0 ? CheckAnswer.Partly
            : open > 0 ? CheckAnswer.CannotBeTold
            : CheckAnswer.No;
        return new(
            Name,
            Asks,
            answer,
            $"{noticing} of {Told.Count(all, "campaign")} {(noticing == 1 ? "has" : "have")} a watch that tells four in five falls of 5 points within 90 days; "
                + $"{unwatched.Length} {(unwatched.Length == 1 ? "is" : "are")} watched by no policy.",
            [.. Unwatched(unwatched), .. facts.Promises.Select(Of), .. NotPlayed(facts)]
        );
    }

    private static bool IsNoticing(CampaignPromise one) =>
        one.Promise.Power is WatchPower.Known known && known.Falls.Any(fall => fall.Points == Points && fall.Within90 >= Most);

    private static bool IsWaiting(CampaignPromise one) => one.Promise.Power is WatchPower.NotYet or WatchPower.JustTold;

    private static IEnumerable<Look> Unwatched(string[] campaigns)
    {
        if (campaigns.Length > 0)
            yield return Look.Attention(
                "unwatched",
                null,
                $"{Told.Count(campaigns.Length, "campaign")} that no policy watches: {Told.List(campaigns)}",
                campaigns.Length,
                "Set a policy that watches them (`scope: { campaigns: [\"*\"] }`).",
                "cpt policies set FILE"
            );
        else
            yield return Look.Well("unwatched", null, "every campaign of the window is watched by a policy", 0);
    }

    private static Look Of(CampaignPromise one)
    {
        var parts = one.Scope.Parts().Select(part => $"{part.Dimension} {(part.Value.Length > 0 ? part.Value : "(none)")}");
        var name = string.Join(", ", [one.Campaign, one.Policy, .. parts]);
        var kpi = Told.Kpi(one.Kpi);
        var look = one.Promise.Power switch
        {
            WatchPower.Known known => Known(one, known, name, kpi),
            WatchPower.NotAsked => Never(
                name,
                $"can never tell: {kpi} has no answers",
                $"Ask customers of {one.Campaign} for {kpi}.",
                "cpt import FILE --map MAP.yaml"
            ),
            WatchPower.TooFewAnswers few => Never(
                name,
                string.Create(CultureInfo.InvariantCulture, $"can never tell: about {few.AYear:N0} answers come in a year, {few.Needed:N0} are needed"),
                string.Create(CultureInfo.InvariantCulture, $"Ask more customers for {kpi}: {few.Needed / 52.0:0.#} answers a week are the least."),
                "cpt import FILE --map MAP.yaml"
            ),
            WatchPower.NoLogic => Never(
                name,
                "can never tell: there are no signals of the logic KPI that could hold",
                "Watch a logic KPI that the campaign has.",
                "cpt policies set FILE"
            ),
            WatchPower.NotYet wait => Look.Unknown(
                "watch",
                name,
                $"nothing is told before the first baseline is over, on {Iso(wait.From)} at the earliest",
                "Import the days before with their received times, and the baseline is over sooner.",
                "cpt import FILE --map MAP.yaml --history"
            ),
            WatchPower.JustTold told => Look.Unknown(
                "watch",
                name,
                $"told a fall on {Iso(told.On)}; the level since is known on {Iso(told.From)} at the earliest",
                "Answer the alert.",
                "cpt alerts list"
            ),
            _ => throw new UnreachableException(),
        };
        return look with { Promise = one };
    }

    private static Look Never(string name, string figure, string remedy, string command) => Look.Attention("watch", name, figure, 0, remedy, command);

    private static Look Known(CampaignPromise one, WatchPower.Known known, string name, string kpi)
    {
        var five = known.Falls.FirstOrDefault(fall => fall.Points == Points);
        var figure = string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Promise.AnswersAWeek:0.#} answers a week to {kpi}; told within 30, 90 and 365 days: "
                + $"{string.Join("; ", known.Falls.Select(fall => $"of falls of {fall.Points:0} points {Shares(fall)}{Median(fall)}"))}"
        );
        return IsNoticing(one)
            ? Look.Well("watch", name, figure, five?.Within90)
            : Look.Attention("watch", name, figure, five?.Within90, Remedy(one, kpi), $"cpt policies whatif FILE --campaign {Told.Argument(one.Campaign)}");
    }

    private static string Shares(FallPower fall) => $"{Told.Percent(fall.Within30)}, {Told.Percent(fall.Within90)}, {Told.Percent(fall.Within365)}";

    private static string Median(FallPower fall) =>
        fall.MedianDays is { } days ? $" (half of them within {Told.Count(days, "day")})" : " (fewer than half within a year)";

    private static string Remedy(CampaignPromise one, string kpi) =>
        one.Promise.Halved switch
        {
            { AnswersAWeek: { } answers } halved => string.Create(
                CultureInfo.InvariantCulture,
                $"Ask more: it takes at least {answers:N0} answers a week to {kpi} instead of {one.Promise.AnswersAWeek:0.#} for half of the falls of 5 points "
                    + $"to be told within {halved.TargetDays} days. Or try another policy."
            ),
            { AnswersAWeek: null } => "More answers alone do not halve the time: days scatter by more than their answers' chance. Try another policy.",
            null => "Try another policy.",
        };

    private static IEnumerable<Look> NotPlayed(SelfCheckFacts facts)
    {
        if (facts.NotPlayed.Count > 0)
            yield return Look.Unknown(
                "watches",
                null,
                $"{Told.Count(facts.NotPlayed.Count, "further watch was", "further watches were")} not played through: "
                    + Told.List(facts.NotPlayed.Select(pair => $"{pair.Policy.Name} on {pair.Campaign}")),
                "Play them through one by one.",
                $"cpt replay {Told.Argument(facts.NotPlayed[0].Campaign)}"
            );
    }

    private static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
