using CustomerPerformanceTracker.Readings.Journey;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Do we combine data with perception? Yes where every campaign of the window has demand and feeling, half of the answers or more can be joined to what their
/// customer did, and no moment of truth of the journey map is without answers; no where no campaign has both; partly in between.
/// </summary>
internal static class CombinedQuestion
{
    private const string Name = "combined";
    private const string Asks = "Do we combine data with perception?";
    private const double Half = 0.5;

    public static CheckQuestion Of(SelfCheckFacts facts)
    {
        if (facts.Campaigns.Count == 0)
            return facts.Nothing(Name, Asks);
        var (all, both) = (facts.Campaigns.Count, facts.Campaigns.Count(campaign => Has(facts, campaign) is (true, true)));
        var joined = facts.Answers == 0 ? 0 : facts.Joinable.Joinable / (double)facts.Answers;
        Look[] moments = [.. Moments(facts)];
        var answer =
            both == 0 ? CheckAnswer.No
            : both == all && joined >= Half && Array.TrueForAll(moments, look => look.State == LookState.Well) ? CheckAnswer.Yes
            : CheckAnswer.Partly;
        return new(
            Name,
            Asks,
            answer,
            $"{both} of {Told.Count(all, "campaign")} {(both == 1 ? "has" : "have")} both demand and feeling in the window; "
                + $"{Told.Percent(joined)} of {Told.Count(facts.Answers, "answer")} can be joined to what the customer did.",
            [Campaigns(facts, both), .. Told.Shortened([.. Blind(facts)]), .. moments, Joined(facts, joined)]
        );
    }

    private static (bool Demand, bool Feeling) Has(SelfCheckFacts facts, string campaign) =>
        (facts.Counts.Any(count => count.Campaign == campaign && count.IsDemand), facts.Counts.Any(count => count.Campaign == campaign && count.IsAnswer));

    private static Look Campaigns(SelfCheckFacts facts, int both)
    {
        string[] mute = [.. facts.Campaigns.Where(campaign => Has(facts, campaign) is (_, false))];
        string[] idle = [.. facts.Campaigns.Where(campaign => Has(facts, campaign) is (false, true))];
        var figure = $"{both} of {facts.Campaigns.Count} with demand and feeling";
        if (mute.Length + idle.Length == 0)
            return Look.Well("campaigns", null, figure, both);
        return Look.Attention(
            "campaigns",
            null,
            figure + (mute.Length > 0 ? $"; without feeling: {Told.List(mute)}" : "") + (idle.Length > 0 ? $"; without demand: {Told.List(idle)}" : ""),
            both,
            mute.Length > 0
                ? "Ask the customers of these campaigns, under the campaign's name."
                : "Import visits, clicks or orders under the names of these campaigns.",
            "cpt import FILE --map MAP.yaml"
        );
    }

    // Where customers act and nobody asks them, whatever the campaign.
    private static IEnumerable<Look> Blind(SelfCheckFacts facts)
    {
        var named = facts.Counts.Where(count => count.Touchpoint.Length > 0).ToLookup(count => count.Touchpoint, StringComparer.Ordinal);
        if (named.Count == 0)
        {
            yield return Look.Unknown(
                "touchpoints",
                null,
                "no signal of the window names a touchpoint",
                "Have signals say where in the journey they happened.",
                "cpt import FILE --map MAP.yaml"
            );
            yield break;
        }

        var blind = named
            .Select(touchpoint => (touchpoint.Key, Acts: touchpoint.Where(count => count.IsAct).Sum(count => count.Count), IsAsked: touchpoint.Any(IsAnswer)))
            .Where(touchpoint => touchpoint is { Acts: > 0, IsAsked: false })
            .OrderByDescending(touchpoint => touchpoint.Acts)
            .ThenBy(touchpoint => touchpoint.Key, StringComparer.Ordinal)
            .ToArray();
        if (blind.Length == 0)
            yield return Look.Well("touchpoints", null, $"answers at all of {Told.Count(named.Count, "touchpoint")} where customers act", 0);
        foreach (var (name, acts, _) in blind)
            yield return Look.Attention(
                "blind_touchpoint",
                name,
                $"{Told.Count(acts, "act")} of customers and no answer{Owner(facts.Journey.Find(name))}",
                acts,
                $"Ask customers at {name}, and import the answers with `touchpoint: {name}`.",
                "cpt import FILE --map MAP.yaml"
            );
    }

    private static IEnumerable<Look> Moments(SelfCheckFacts facts)
    {
        Touchpoint[] moments = [.. facts.Journey.Touchpoints.Where(touchpoint => touchpoint.MomentOfTruth)];
        if (moments.Length == 0)
        {
            yield return Look.Unknown(
                "moments_of_truth",
                null,
                facts.Journey.Touchpoints.Count == 0 ? "no journey map is set" : "the journey map names no moment of truth",
                "Say in the journey map which touchpoints make or break the relation (`momentOfTruth: true`).",
                "cpt journey set FILE"
            );
            yield break;
        }

        var asked = facts.Counts.Where(IsAnswer).Select(count => count.Touchpoint).ToHashSet(StringComparer.Ordinal);
        Touchpoint[] open = [.. moments.Where(moment => !asked.Contains(moment.Name))];
        if (open.Length == 0)
            yield return Look.Well("moments_of_truth", null, $"answers at all of {Told.Count(moments.Length, "moment")} of truth", moments.Length);
        foreach (var moment in open)
            yield return Look.Attention(
                "moment_of_truth",
                moment.Name,
                $"no answer at this moment of truth of the stage {moment.Stage}{Owner(moment)}",
                0,
                $"Ask customers at {moment.Name}: here they decide whether to stay.",
                "cpt import FILE --map MAP.yaml"
            );
    }

    private static Look Joined(SelfCheckFacts facts, double joined)
    {
        var figure =
            $"{Told.Count(facts.Joinable.Joinable, "answer")} of {facts.Answers.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} "
            + $"({Told.Percent(joined)}) can be joined to what the customer did; {Told.Percent(Named(facts))} name a customer";
        return facts.Answers == 0
                ? Look.Unknown(
                    "joined_answers",
                    null,
                    "there are no answers that could be joined",
                    "Ask customers, and name them in their answers.",
                    "cpt import FILE --map MAP.yaml"
                )
            : joined >= Half ? Look.Well("joined_answers", null, figure, joined)
            : Look.Attention(
                "joined_answers",
                null,
                figure,
                joined,
                "Name the same customer in answers and in orders, or link the two names of one person.",
                "cpt customers link ONE OTHER"
            );
    }

    private static double Named(SelfCheckFacts facts) => facts.Joinable.Named / (double)Math.Max(1, facts.Answers);

    private static bool IsAnswer(WindowCount count) => count.IsAnswer;

    private static string Owner(Touchpoint? touchpoint) => touchpoint is null ? "" : $"; team {touchpoint.Team}";
}
