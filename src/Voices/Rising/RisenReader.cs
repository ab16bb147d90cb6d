using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Comments;
using CustomerPerformanceTracker.Voices.Records;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>
/// Reads the words that rose since a feeling broke. Terms are tested within the values of the dimension whose mix of respondents moved the most surely, as
/// long as both periods have enough of its values in common; else over all.
/// </summary>
public sealed class RisenReader
{
    private readonly CellReader cells;
    private readonly CommentReader comments;
    private readonly LastBreak breaks;
    private readonly WorkspaceSettings settings;
    private readonly ReadingLog log;
    private readonly KeptCounts counts;

    internal RisenReader(CellReader cells, CommentReader comments, LastBreak breaks, WorkspaceSettings settings, ReadingLog log, KeptCounts counts) =>
        (this.cells, this.comments, this.breaks, this.settings, this.log, this.counts) = (cells, comments, breaks, settings, log, counts);

    /// <summary>The words with quotes. The reading is recorded first. Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">There is no break and the question names no day, or a period has no day.</exception>
    public async Task<RisenReading?> ReadAsync(RisenQuestion question, Authorship by, CancellationToken cancel)
    {
        if (await LookAsync(question, cancel) is not { } reading)
            return null;
        await log.RecordAsync(Stored(reading), by, cancel);
        return reading;
    }

    /// <summary>The words and their counts without a quote, which needs no record. Null where the campaign has no signals at the cursors.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<RisenReading?> CountAsync(RisenQuestion question, CancellationToken cancel)
    {
        var counted = question with { Quotes = 0 };
        return counts.ReadAsync(counted, () => LookAsync(counted, cancel), cancel);
    }

    /// <summary>
    /// The words and their counts, without a quote, that rose within a period, both days included: since the last break of a feeling where that lies within the
    /// period, else since its first day. Null where the campaign has no signals at the cursors by its last day, or no comment in both periods.
    /// </summary>
    public async Task<RisenReading?> CountWithinAsync(string campaign, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        var asked = new RisenQuestion(campaign, Cursors: cursors.At is { } at && at.Whole < to ? cursors : cursors with { At = new DayCursor(to, null) })
        {
            Quotes = 0,
        };
        if (await Sight.OfAsync(cells, campaign, asked.Cursors, cancel) is not { } sight || sight.Last < from)
            return null;
        var (found, _) = await breaks.FindAsync(asked, sight, cancel);
        var reading = await LookAsync(found is { What.Date: var date } && date > from ? asked : asked with { Since = from }, cancel);
        return reading is { HasComments: true } ? reading : null;
    }

    private async Task<RisenReading?> LookAsync(RisenQuestion question, CancellationToken cancel)
    {
        if (await Sight.OfAsync(cells, question.Campaign, question.Cursors, cancel) is not { } sight)
            return null;
        (string Kpi, Readings.Trends.TrendBreak What)? broken = question.Since is null ? await breaks.OfAsync(question, sight, cancel) : null;
        var since = question.Since ?? broken!.Value.What.Date;
        if (since > sight.Last)
            throw new RefusedException("days_out_of_order", $"The first day, {since:uuuu-MM-dd}, is after the last one, {sight.Last:uuuu-MM-dd}.", "since");

        var from = since.PlusDays(-question.BeforeDays);
        WrittenComment[] read =
        [
            .. (await comments.ReadAsync(sight.Campaign, from, sight.Last, sight.Cursors, cancel)).Where(comment =>
                question.Only.All(only => comment.Of(only.Dimension) == only.Value)
            ),
        ];
        WrittenComment[] standing = [.. read.Where(comment => comment.State == CommentState.Stands)];
        var moved = await MovedAsync(standing, since, cancel);
        var (strata, outcome) = Compare(standing, since, moved);
        return new(
            question,
            from,
            since,
            sight.Last,
            broken,
            sight.Seal,
            strata,
            moved,
            standing.Count(comment => comment.Day < since),
            standing.Count(comment => comment.Day >= since),
            read.Count(comment => comment.State == CommentState.Erased),
            read.Count(comment => comment.State == CommentState.Corrected),
            outcome,
            outcome is WordOutcome.Found found
                ?
                [
                    .. found.Groups.Select(
                        (group, place) => new RisenGroup(group, Quotes(group, standing, since, Most(question, place, found.Groups.Count), question.Seed))
                    ),
                ]
                : []
        );
    }

    private static StoredVoicesRead Stored(RisenReading reading) =>
        new(
            "rose",
            reading.Question.Campaign,
            reading.From,
            reading.To,
            reading.Question.Cursors?.At?.ToString(),
            reading.Question.Cursors?.Known?.ToString(),
            reading.Seal.Value,
            reading.Question.Only.Count == 0 ? null : string.Join(", ", reading.Question.Only),
            Search: null,
            reading.Question.Seed,
            reading.CommentsBefore + reading.CommentsAfter,
            reading.Groups.Sum(group => group.Quotes.Count)
        );

    // Of 3 quotes in all, three groups have one each, and a group alone has 3.
    private static int Most(RisenQuestion question, int place, int groups) =>
        question.QuotesInAll is { } all ? Math.Min(question.Quotes, (all + groups - 1 - place) / groups) : question.Quotes;

    private static IReadOnlyList<Voice> Quotes(TermGroup group, WrittenComment[] comments, LocalDate since, int most, long seed)
    {
        var said = group.Terms.Take(RisenGroup.Surest).SelectMany(term => term.Comments).Distinct().Order();
        WrittenComment[] after = [.. said.Select(place => comments[place]).Where(comment => comment.Day >= since)];
        return [.. FairSample.Draw(after, most, seed).Select(place => Voice.Of(after[place]))];
    }

    private static (Dimension Strata, WordOutcome Outcome) Compare(WrittenComment[] comments, LocalDate since, IReadOnlyList<Dimension> moved)
    {
        foreach (var dimension in moved)
            if (RisingWords.Of(Numbered(comments, since, dimension), mixMoved: true) is WordOutcome.Found found)
                return (dimension, found);
        return (Dimension.Segment, RisingWords.Of(Numbered(comments, since, Dimension.Segment), mixMoved: false));
    }

    private static Comment[] Numbered(WrittenComment[] comments, LocalDate since, Dimension by)
    {
        var (respondents, strata) = (new Dictionary<Guid, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        return
        [
            .. comments.Select(comment => new Comment(
                Number(respondents, FairSample.Respondent(comment)),
                comment.Day >= since,
                Number(strata, comment.Of(by)),
                comment.Text!
            )),
        ];
    }

    private static int Number<T>(Dictionary<T, int> numbers, T of)
        where T : notnull
    {
        numbers.TryAdd(of, numbers.Count);
        return numbers[of];
    }

    // A message names its period by itself, since a new one begins where an old one ends.
    private async Task<IReadOnlyList<Dimension>> MovedAsync(WrittenComment[] comments, LocalDate since, CancellationToken cancel)
    {
        var own = (await settings.DimensionsAsync(cancel)).Declared.Select(one => new Dimension(one.Name));
        return
        [
            .. new[] { Dimension.Segment, Dimension.Channel, Dimension.Touchpoint }
                .Concat(own)
                .Select(dimension => (Dimension: dimension, P: Mix(Numbered(comments, since, dimension))))
                .Where(one => one.P < RisingWords.MixLevel)
                .OrderBy(one => one.P)
                .Select(one => one.Dimension),
        ];
    }

    private static double Mix(Comment[] comments)
    {
        var first = comments.DistinctBy(comment => (comment.Respondent, comment.After)).ToLookup(comment => comment.After, comment => (comment.Stratum, 1.0));
        return MixTest.Probability(first[false], first[true], effect: 1);
    }
}
