using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Voices.Rising;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A review in words, as a terminal and a page have them.</summary>
public static class ReviewWords
{
    private const int MostNamed = 4;

    /// <summary>What each part of a review is called.</summary>
    public const string Better = "What got better";

    /// <inheritdoc cref="Better"/>
    public const string Worse = "What got worse";

    /// <inheritdoc cref="Better"/>
    public const string Why = "Why";

    /// <inheritdoc cref="Better"/>
    public const string Customers = "What customers did about it";

    /// <inheritdoc cref="Better"/>
    public const string Done = "What we did";

    /// <inheritdoc cref="Better"/>
    public const string Written = "What customers write more";

    /// <inheritdoc cref="Better"/>
    public const string Unseen = "What was not looked at";

    /// <summary>Whether anything is wrong at the end of the period, and since when.</summary>
    public static string Headline(Review review)
    {
        var card = review.Scorecard.Whole;
        KpiReading[] worse = [.. card.Kpis.Where(row => row.Sure == Sure.Worse).OrderBy(row => row.Kpi.CardSide != CardSide.Feeling)];
        if (worse.Length > 0)
            return $"Something is wrong{Since(card.Since ?? worse.Min(row => row.Since), review.From)}: {Names(worse.Select(CardWords.Name))} "
                + (worse.Length == 1 ? "is surely worse than its yardstick." : "are surely worse than their yardsticks.");
        var stands = card switch
        {
            { BelowFloor: { Count: > 0 } low } =>
                $"Something is wrong: the KPI stack does not accept where {Names(low.Select(one => CardWords.Name(one.Row)))} "
                    + $"{(low.Count == 1 ? "stands" : "stand")}.",
            { Reading: Reading.NotEnoughAnswers } =>
                "Whether anything is wrong is not known: nothing is surely worse, and the answers are too few to say that nothing is.",
            _ => "Nothing is surely wrong: at the end of these days no KPI is surely worse than its yardstick.",
        };
        return string.Join(' ', (string[])[stands, .. Fallen(review), .. Waiting(review)]);
    }

    /// <summary>The words that rose since each break, each open alert and in the period, counted and without quotes; empty where nobody wrote any.</summary>
    /// <param name="rose">The words of the period; null where nobody wrote a comment.</param>
    public static IReadOnlyList<string> Wrote(Review review, RisenReading? rose)
    {
        string[] written = [.. (review.Words ?? []).SelectMany(Sentences), .. rose is null || IsThere(review, rose) ? [] : RisenWords.Sentences(rose)];
        var quoted =
            review.Words?.FirstOrDefault(words => RisenSentence.Groups(words.Outcome).Any())?.Since ?? (rose is { Groups.Count: > 0 } ? rose.Since : null);
        return written.Length == 0 ? [] : [.. written, .. quoted is { } since ? [RisenSentence.ToQuotes(review.Campaign, since)] : (string[])[]];
    }

    /// <summary>What the review says nothing of, and why.</summary>
    /// <inheritdoc cref="Wrote"/>
    public static IEnumerable<string> NotLookedAt(Review review, RisenReading? rose)
    {
        var card = review.Scorecard.Whole;
        string[] undated =
        [
            .. review.Kpis.Where(kpi => kpi.Trend is not { Searched.Days: > 0 }).Select(kpi => CardWords.Name(kpi.Reading)).Distinct(StringComparer.Ordinal),
        ];
        if (undated.Length > 0)
            yield return $"No day of a break was looked for in {CardWords.List(undated)}: they have no value of a single day, or are of several currencies.";
        if (card.NotAsked.Count > 0)
            yield return $"Nobody was asked about {CardWords.List(card.NotAsked.Select(KpiText.Name))}.";
        string[] few = [.. card.Missing.Where(one => card.Kpis.All(row => row.Kpi != one.Kpi || row.Sure == Sure.No)).Select(one => KpiText.Name(one.Kpi))];
        if (few.Length > 0)
            yield return $"Too few answered for a fall that matters to be seen: {CardWords.List(few)}.";
        string[] absent =
        [
            .. card.Kpis.Where(row => row is { N: 0, Value: null, Kpi.Side: Side.Logic }).Select(CardWords.Name).Distinct(StringComparer.Ordinal),
        ];
        if (absent.Length > 0)
            yield return $"Nothing was recorded of {CardWords.List(absent)}.";
        if (review.Scorecard.NotFolded is { } left)
            yield return left.Text;
        if (rose is null && review.Words is not { Count: > 0 })
            yield return "No words were looked at: nobody wrote a comment in these days.";
        yield return "The scorecard is of the whole campaign; its parts were looked at for who carries a break, and no customer is named.";
    }

    /// <summary>The breaks that the review dates, with the line of each: those of rates, scores and money.</summary>
    public static IEnumerable<(TrustTrend Line, TrendBreak What)> Breaks(Review review) =>
        review
            .Kpis.Where(kpi => kpi.Kpi is { CardSide: not null, Unit: not KpiUnit.Count })
            .DistinctBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal)
            .SelectMany(kpi => (kpi.Trend?.Breaks ?? []).Select(one => (kpi.Trend!, one)));

    private static string Since(LocalDate? day, LocalDate from) =>
        day is not { } since ? ""
        : since < from ? $" since {CardWords.Day(since)}, before these days"
        : $" since {CardWords.Day(since)}";

    /// <summary>Lines that broke to the worse within the period, where the end of it is not surely worse.</summary>
    private static string[] Fallen(Review review)
    {
        string[] fallen =
        [
            .. Breaks(review)
                .Where(one =>
                    Kpi.Named(one.Line.Kpi).Better == (one.What.Direction == Direction.Fall ? Readings.Kpis.Better.Higher : Readings.Kpis.Better.Lower)
                )
                .Select(one => $"{KpiText.Words(one.Line.Kpi)} on {CardWords.Day(one.What.Date)}"),
        ];
        return fallen.Length == 0 ? [] : [$"Within them {(fallen.Length == 1 ? "a line" : "lines")} broke to the worse: {Names(fallen)}."];
    }

    private static string[] Waiting(Review review)
    {
        var open = review.Alerts.Count(alert => alert.State != AlertStates.Resolved);
        return open switch
        {
            0 => [],
            1 => ["One alert of these days is not resolved."],
            _ => [$"{VoiceWords.Told(open, "alert")} of these days are not resolved."],
        };
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length switch
        {
            1 => all[0],
            <= MostNamed => $"{CardWords.List(all[..^1])} and {all[^1]}",
            _ => $"{CardWords.List(all.Take(MostNamed))} and {all.Length - MostNamed} more",
        };
    }

    private static IEnumerable<string> Sentences(ReviewedWords words) =>
        RisenSentence
            .Groups(words.Outcome)
            .Select(line => $"{line}.")
            .Prepend(
                $"{LocalDatePattern.Iso.Format(words.Since)}, {string.Join("; ", What(words))}: "
                    + RisenSentence.LookedAt(words.From, words.Since, words.CommentsBefore, words.CommentsAfter, words.Outcome)
            );

    private static IEnumerable<string> What(ReviewedWords words) =>
        [
            .. words.Kpis.Count > 0 ? [$"{string.Join(", ", words.Kpis.Select(KpiText.Words))} broke"] : (string[])[],
            .. words.Alerts.Select(alert => $"alert {alert[..Math.Min(alert.Length, RisenSentence.IdLetters)]} began"),
            .. words.Scope.Parts().Select(part => $"{part.Dimension} {part.Value}"),
        ];

    private static bool IsThere(Review review, RisenReading rose) =>
        review.Words?.Any(words => words.Since == rose.Since && !words.Scope.Parts().Any()) is true;
}
