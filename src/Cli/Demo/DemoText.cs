using CustomerPerformanceTracker.Campaign;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>The demo's story as somebody reads it who answers for a campaign: a sentence or two, then the figures they rest on.</summary>
internal static class DemoText
{
    public static void Print(DemoStory story)
    {
        CameIn(story);
        Before(story.Before);
        After(story.Before, story.After);
        Broke(story.Trend);
        ForWhom(story);
        Told(story);
        Sooner(story.Replay);
        DemoRecoveryText.Print(story.Recovery);
        Intact(story);
        Next(story);
    }

    private static void CameIn(DemoStory story)
    {
        Chapter("Half a year of two campaigns comes in");
        Say(
            $"{SampleCampaign.SpringLaunch} and {SampleCampaign.AutumnBrand} are invented (seed {story.Seed}): what people did - impressions, clicks, "
                + "visits, purchases, refunds - and how they felt - survey answers, reviews."
        );
        var import = story.Import;
        Say($"{import.Accepted:N0} signals accepted, {import.Duplicate:N0} known already, {import.Rejected:N0} rejected");
        if (story.IsOwnFolder)
            Say($"They are kept in {story.Data}, made for this run. Delete it when you are done.");
    }

    private static void Before(CampaignScorecard card)
    {
        Chapter($"{Dates.Iso(card.To)}: all is well");
        Say("The last four weeks, held against the level that each KPI had before.");
        ScorecardTable.Print(card);
        Console.WriteLine();
    }

    private static void After(CampaignScorecard before, CampaignScorecard after)
    {
        Chapter($"{Dates.Iso(after.To)}: four weeks later");
        var (conversion, trust) = (Find(after, Kpi.ConversionRate), Find(after, Kpi.Trust));
        Say(
            $"Whoever watches sales sees nothing: conversion is {KpiText.Value(conversion)} after {KpiText.Value(Find(before, Kpi.ConversionRate))}. But "
                + $"trust is {KpiText.Value(trust)} of 100 after {KpiText.Value(Find(before, Kpi.Trust))}."
        );
        ScorecardTable.Print(after with { By = [] });
        Console.WriteLine();
    }

    private static void Broke(TrustTrend trend)
    {
        Chapter("When did trust break, and what had changed just before?");
        TrendText.PrintPicture(trend);
        foreach (var fall in trend.Breaks.Where(one => one.Direction == Direction.Fall))
            Say(Moved(fall));
    }

    /// <summary>A break in a sentence or three: when, how far, at whom most of it, and what came just before.</summary>
    public static string Moved(TrendBreak one)
    {
        var (fell, fall) = one.Direction == Direction.Fall ? ("fell", "fall") : ("rose", "rise");
        var carried =
            one.CarriedBy.Count == 0
                ? ""
                : $" Most of the {fall} is at {string.Join(" and at ", one.CarriedBy.Select(carrier => $"{carrier.Dimension} {carrier.Scope}"))}.";
        var seen = one.Changes.Where(change => change.Kind == "message_first_seen").ToArray();
        var changed =
            seen.Length == 0 ? "" : $" First seen just before: {string.Join(", ", seen.Select(change => $"{change.Ref} on {Dates.Iso(change.At)}"))}.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Trust {fell} on {Dates.Iso(one.Date)}{(one.From == one.To ? " (95 % sure of that very day)" : BreakWords.When(one))}, with a probability "
                + $"{BreakWords.Probability(one.Probability)}, from {one.Before.Value:0.0} to {one.After.Value:0.0} of 100.{carried}{changed}"
        );
    }

    private static void ForWhom(DemoStory story)
    {
        Chapter("For whom, and where?");
        Say(
            "The same four weeks by segment and by touchpoint; below each figure its change against its "
                + $"yardstick{(Output.Colours ? ", coloured where it is sure" : "")}."
        );
        ScorecardTable.PrintSplit(story.After);
        ScorecardTable.PrintSplit(story.ByTouchpoint);
    }

    private static void Told(DemoStory story)
    {
        Chapter("Would somebody have been told?");
        var ours = story.Alerts.Where(alert => alert.Campaign == SampleCampaign.SpringLaunch).OrderBy(alert => alert.On).ToArray();
        var others = story.Alerts.Count - ours.Length;
        Say(
            $"Two policies watched each day as it came in. On {SampleCampaign.SpringLaunch} they raised {Count(ours.Length)}; on "
                + $"{SampleCampaign.AutumnBrand}, where nothing broke, {(others == 0 ? "none" : Count(others))}."
        );
        foreach (var alert in ours)
        {
            Console.WriteLine(
                AlertText.WithEvidence(alert, story.Replay.Policies.Select(told => told.Policy).FirstOrDefault(policy => policy.Name == alert.Policy))
            );
            Console.WriteLine();
        }
    }

    private static void Sooner(CampaignReplay replay)
    {
        Chapter("Which policy would have told sooner?");
        Say(
            "A replay goes through the history day by day, as it was known then, and asks each policy. A watch on every group finds early what a mean over "
                + "the whole campaign dilutes."
        );
        ReplayText.PrintPolicies(replay);
        Console.WriteLine();
    }

    private static void Intact(DemoStory story)
    {
        Chapter("Has anything been tampered with?");
        var found = story.Verification;
        Say(
            found.Ok
                ? $"No. Every signal and journal entry was hashed again from its stored row: {found.Signals:N0} signals and {found.Journal:N0} journal "
                    + $"entries fit their {found.Seals:N0} seals, and the seals fit the root kept outside the database."
                : $"Yes: {found.Problems[0].What}."
        );
    }

    private static void Next(DemoStory story)
    {
        Chapter("What to type next");
        if (story.IsOwnFolder)
            Console.WriteLine($"  export CPT_DATA={story.Data}");
        foreach (
            var line in (string[])
                [
                    $"cpt scorecard {SampleCampaign.SpringLaunch} --at {Dates.Iso(story.After.To)} --by team",
                    $"cpt trend {SampleCampaign.SpringLaunch} --kpi satisfaction --svg satisfaction.svg",
                    .. story.Alerts.Take(1).Select(alert => $"cpt alerts show {alert.Id[..8]}"),
                    $"cpt trace {SampleCampaign.MessageMended}",
                    $"cpt evidence {SampleCampaign.MessageMended} -o evidence.zip",
                    $"cpt replay {SampleCampaign.SpringLaunch} --from {Dates.Iso(SampleCampaign.BreakDate().PlusDays(-7))} --to "
                        + $"{Dates.Iso(SampleCampaign.BreakDate().PlusDays(21))}",
                    "cpt import --help",
                ]
        )
            Console.WriteLine($"  {line}");
    }

    public static void Chapter(string title)
    {
        Output.Screen.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
    }

    public static void Say(string text)
    {
        Console.WriteLine(Output.Paragraph(text));
        Console.WriteLine();
    }

    public static string Count(int alerts) => alerts == 1 ? "one alert" : $"{alerts} alerts";

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    public static KpiReading Find(CampaignScorecard card, Kpi kpi) => card.Whole.Kpis.First(reading => reading.Kpi.Name == kpi.Name);
}
