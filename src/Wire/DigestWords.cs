using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A digest in words, as mail, Slack, a terminal and a page have them.</summary>
public static class DigestWords
{
    private const int MostNamed = 3;

    /// <summary>What each part of a digest is called.</summary>
    public const string Campaigns = "Campaigns";

    /// <inheritdoc cref="Campaigns"/>
    public const string Alerts = "Alerts";

    /// <inheritdoc cref="Campaigns"/>
    public const string Changes = "Changes";

    /// <inheritdoc cref="Campaigns"/>
    public const string Unseen = "What is not known";

    /// <summary>Whether anything is surely new, and where; of a first digest, how all campaigns stand.</summary>
    public static string Headline(Digest digest)
    {
        if (digest.Since is not { } since)
            return BoardWords.Headline([.. digest.Campaigns.Select(campaign => (campaign.Name, campaign.Now))]);
        var moved = Moved(digest);
        return digest.News.Count == 0
            ? moved.Length == 0
                ? $"Nothing is surely new since seal {since}."
                : $"No campaign reads otherwise than before; {moved}."
            : $"{CountWords.Capital(CountWords.Many(digest.News.Count, "campaign reads", "campaigns read"))} otherwise than before: {Names(digest.News)}"
                + $"{(moved.Length == 0 ? "" : $"; {moved}")}.";
    }

    /// <summary>How a campaign reads, what it was, and what of it is surely otherwise than before.</summary>
    public static IEnumerable<string> Of(DigestCampaign campaign)
    {
        var was = campaign.Before is { } before && before.Reading != campaign.Now.Reading ? $", was {Word(before.Reading)}" : "";
        var since = campaign.Now.Since is { } day ? $" since {CountWords.Day(day)}" : "";
        yield return $"{CountWords.Capital(Word(campaign.Now.Reading))}{since}{was}. {campaign.Now.Sentence}";
        if (campaign.Before is not null)
        {
            foreach (var alike in campaign.Rows.GroupBy(Kind, StringComparer.Ordinal))
                yield return $"{alike.Key}: {string.Join("; ", alike.Select(Figure))}.";
        }

        foreach (var (row, floor) in campaign.BelowFloor)
            yield return $"{CountWords.Capital(CardWords.Name(row))} stands surely below {CardWords.Number(row, floor)}, its floor in the KPI stack.";
    }

    /// <summary>What became of an alert.</summary>
    public static string Of(AlertNews news)
    {
        var alert = news.Alert;
        var parts = string.Concat(alert.Scope.Parts().Select(part => $", {part.Dimension} {part.Value}"));
        var what = alert.Kind == AlertKind.Silence ? $"silence about {KpiText.Words(alert.Kpi)}" : $"divergence of {KpiText.Words(alert.Kpi)}";
        var state = alert.State switch
        {
            AlertStates.Resolved => $"resolved as {KpiText.Words(alert.Outcome!)}",
            AlertStates.Open when news.Was == AlertStates.Open => "open, and found once more",
            var other => other,
        };
        var was = news.Was is { } before && before != alert.State ? $", was {before}" : "";
        return $"{alert.Campaign}{parts}: {what}, noticed on {CountWords.Day(alert.On)}, since about {CountWords.Day(alert.Onset)}, is {state}{was}"
            + $"{(alert.Assignee is { } person ? $"; {person} has it" : "")}.";
    }

    /// <summary>What became of a change of strategy, with the reason of its verdict.</summary>
    public static string Of(ChangeNews news)
    {
        var change = news.Change;
        var by = change.State switch
        {
            AdjustmentStates.Proposed => $" by {change.Proposer}",
            AdjustmentStates.Approved or AdjustmentStates.Rejected => $" by {change.DecidedBy}",
            _ => "",
        };
        return $"{change.Proposal.Campaign}: {change.Proposal.What} ({change.Proposal.Lever}) is {change.State}{by}"
            + (news.Was is { } was ? $", was {was}" : "")
            + $"{(change.Verdict is { } verdict ? $": {verdict}" : "")}.";
    }

    /// <summary>What the digest says nothing of, and why.</summary>
    public static IEnumerable<string> NotKnown(Digest digest)
    {
        var unknown = digest.Campaigns.Count(campaign => campaign.Now.Reading == Reading.NotEnoughAnswers);
        if (digest.Campaigns.Count == 0)
            yield return "Nothing has been received yet.";
        else if (unknown > 0)
            yield return unknown == digest.Campaigns.Count
                ? $"None of {CountWords.Many(unknown, "campaign")} has enough answers to say that nothing fell."
                : $"{CountWords.Capital(CountWords.Count(unknown))} of {CountWords.Many(digest.Campaigns.Count, "campaign")} "
                    + $"{(unknown == 1 ? "has" : "have")} too few answers to say that nothing fell.";
        if (digest.Campaigns.Select(campaign => campaign.Board.Card.NotFolded).OfType<Readings.Cells.NotFolded>().FirstOrDefault() is { } left)
            yield return left.Text;
        yield return "Scorecards of whole campaigns over four weeks were looked at, and no parts of them; a rise or a fall that is not sure is left out.";
    }

    private static string Kind(RowNews row) =>
        row.Now switch
        {
            { Sure: Sure.Worse } => "Surely worse",
            { Sure: Sure.Better } => "Surely better",
            _ when !IsCompared(row.Now) => "Cannot be compared any more",
            _ => $"No longer surely {(row.Was == Sure.Worse ? "worse" : "better")}",
        };

    private static string Figure(RowNews row) =>
        IsCompared(row.Now) ? CardWords.Figure(row.Now, withSince: true) : $"{CardWords.Name(row.Now)} ({KpiText.WhyNone(row.Now)})";

    private static bool IsCompared(KpiReading row) => row is { Yardstick: not null, Compared: not null, Change: not null };

    private static string Moved(Digest digest)
    {
        string[] parts =
        [
            .. digest.Alerts.Count > 0 ? [CountWords.Many(digest.Alerts.Count, "alert")] : (string[])[],
            .. digest.Changes.Count > 0 ? [CountWords.Many(digest.Changes.Count, "change of strategy", "changes of strategy")] : (string[])[],
        ];
        return parts.Length == 0 ? "" : $"{string.Join(" and ", parts)} moved";
    }

    private static string Names(IReadOnlyList<DigestCampaign> news) =>
        string.Join(", ", news.Take(MostNamed).Select(campaign => $"{campaign.Name} is {Word(campaign.Now.Reading)}"))
        + (news.Count > MostNamed ? $" and {CountWords.Many(news.Count - MostNamed, "other")}" : "");

    private static string Word(Reading reading) =>
        reading == Reading.NotEnoughAnswers ? "not known for want of answers" : KpiText.Words(StoredNames.Of(reading));
}
