using System.Text.Json;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>
/// Adds a sentiment signal for each comment that has none by the scorer, through the way in of any history: the score occurred and was received when its
/// comment was, so a reading at earlier cursors has it, and the seal says when it was made. Scores of answers that were corrected since are retracted. No text
/// is stored anywhere, and nothing is stored of who was erased while it ran.
/// </summary>
public sealed class CommentScoring
{
    private const int BatchSize = 50_000;

    private readonly SignalLog log;
    private readonly ImportStore imports;
    private readonly AnswerTexts texts;
    private readonly TimeProvider clock;

    internal CommentScoring(SignalLog log, ImportStore imports, AnswerTexts texts, TimeProvider clock) =>
        (this.log, this.imports, this.texts, this.clock) = (log, imports, texts, clock);

    /// <summary>Scores the comments of a campaign, or of all where it is null, a batch at a time. Running again scores what is new.</summary>
    /// <exception cref="ErasedMeanwhileException">Somebody was erased meanwhile; what was stored before stays, and running again scores the rest.</exception>
    public async Task<ScoringSummary> RunAsync(string? campaign, ISentimentScorer scorer, Authorship by, IProgress<long>? progress, CancellationToken cancel)
    {
        var (tally, batch, last) = (new Tally(scorer), new List<AnswerText>(), (SealNumber?)null);
        await foreach (var answer in texts.ReadAsync(campaign, cancel))
        {
            batch.Add(answer);
            if (batch.Count < BatchSize)
                continue;
            last = await ScoreAsync(scorer, batch, tally, by, cancel) ?? last;
            progress?.Report(tally.Comments);
            batch.Clear();
        }

        if (batch.Count > 0)
            last = await ScoreAsync(scorer, batch, tally, by, cancel) ?? last;
        progress?.Report(tally.Comments);
        return tally.Summary(last);
    }

    private async Task<SealNumber?> ScoreAsync(ISentimentScorer scorer, List<AnswerText> batch, Tally tally, Authorship by, CancellationToken cancel)
    {
        var scored = await KnownAsync(batch, answer => ScoreLine.IdOf(scorer, answer), cancel);
        var retracted = await KnownAsync(
            [.. batch.Where(answer => answer.CorrectedAt is not null && scored.Contains(answer.Signal))],
            answer => ScoreLine.RetractionIdOf(scorer, answer),
            cancel
        );
        using var lines = new MemoryStream();
        foreach (var line in tally.Lines(batch, scored, retracted))
        {
            JsonSerializer.Serialize(lines, line, ScoreLines.Default.ScoreLine);
            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        var options = new IntakeOptions { History = true };
        var summary = await new Import(AppendAsync, RefuseAsync, clock).RunAsync(lines, options, progress: null, cancel);
        await imports.RecordAsync($"sentiment of comments by {scorer.Name}", options, summary, by, CancellationToken.None);
        return summary.LastSeal;

        Task<SignalAppend> AppendAsync(IReadOnlyList<Signal> signals, bool history, CancellationToken token) =>
            log.AppendUnlessErasedAsync(signals, history, batch[0].Erasures, token);
    }

    /// <summary>The answers beside which the log holds a signal of the id that is made of them.</summary>
    private async Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyList<AnswerText> batch, Func<AnswerText, string> id, CancellationToken cancel)
    {
        var known = await texts.AreKnownAsync([.. batch.Select(answer => (answer.Campaign, SignalId.From(id(answer))))], cancel);
        return batch.Where((_, i) => known[i]).Select(answer => answer.Signal).ToHashSet();
    }

    // A score is made here, so whatever is wrong with it is this program's fault and nobody's row to mend.
    private static ValueTask RefuseAsync(IReadOnlyList<Reject> rejects, CancellationToken cancel) =>
        throw new InvalidOperationException($"The score of a comment is no signal: {rejects[0].Field}: {rejects[0].Reason}.");
}
