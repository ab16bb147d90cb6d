using CustomerPerformanceTracker.Voices.Comments;
using CustomerPerformanceTracker.Voices.Records;

namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>Shows what customers wrote. Each reading is an entry of the journal before anybody sees a text.</summary>
public sealed class VoiceReader
{
    private readonly CellReader cells;
    private readonly CommentReader comments;
    private readonly ReadingLog log;

    internal VoiceReader(CellReader cells, CommentReader comments, ReadingLog log) => (this.cells, this.comments, this.log) = (cells, comments, log);

    /// <summary>Null where the campaign has no signals at the cursors; then nothing is recorded.</summary>
    /// <exception cref="RefusedException">Days that end before they begin, a sample out of range, a search without a word.</exception>
    /// <exception cref="NamesCustomerException">The words searched for, or the reason, name a customer: the journal keeps them for ever.</exception>
    public async Task<VoiceReading?> ReadAsync(VoiceQuestion question, Authorship by, CancellationToken cancel)
    {
        var search = question.Search is { } words ? SearchWords.Parse(words) : null;
        if (question.Sample is < 0 or > VoiceQuestion.Most)
            throw new RefusedException("sample_out_of_range", $"A sample has 0 to {VoiceQuestion.Most} comments, not {question.Sample}.", "sample");
        if (await Sight.OfAsync(cells, question.Campaign, question.Cursors, cancel) is not { } sight)
            return null;

        var to = question.To ?? sight.Last;
        var from = question.From ?? to.PlusDays(1 - question.WindowDays);
        if (from > to)
            throw new RefusedException("days_out_of_order", $"The first day, {from:uuuu-MM-dd}, is after the last one, {to:uuuu-MM-dd}.", "from");

        var read = await comments.ReadAsync(sight.Campaign, from, to, sight.Cursors, cancel);
        WrittenComment[] asked = [.. read.Where(comment => question.Only.All(only => comment.Of(only.Dimension) == only.Value))];
        WrittenComment[] standing = [.. asked.Where(comment => comment.State == CommentState.Stands)];
        var matched = search is null ? standing : [.. standing.Where(comment => search.AreIn(comment.Text!))];
        var shown = FairSample.Draw(matched, question.Sample, question.Seed).Select(place => Voice.Of(matched[place]));
        var reading = new VoiceReading(
            question,
            from,
            to,
            sight.Seal,
            new(
                standing.Length,
                Respondents(standing),
                asked.Count(comment => comment.State == CommentState.Erased),
                asked.Count(comment => comment.State == CommentState.Corrected),
                matched.Length,
                Respondents(matched)
            ),
            [.. shown]
        );
        await log.RecordAsync(Stored(reading), by, cancel);
        return reading;
    }

    private static StoredVoicesRead Stored(VoiceReading reading) =>
        new(
            "sample",
            reading.Question.Campaign,
            reading.From,
            reading.To,
            reading.Question.Cursors?.At?.ToString(),
            reading.Question.Cursors?.Known?.ToString(),
            reading.Seal.Value,
            reading.Question.Only.Count == 0 ? null : string.Join(", ", reading.Question.Only),
            reading.Question.Search,
            reading.Question.Seed,
            reading.Counts.Comments,
            reading.Shown.Count
        );

    private static int Respondents(WrittenComment[] comments) => comments.Select(FairSample.Respondent).Distinct().Count();
}
