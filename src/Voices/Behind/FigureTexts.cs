using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Voices.Records;

namespace CustomerPerformanceTracker.Voices.Behind;

/// <summary>A page of the signals behind a figure with what customers wrote.</summary>
/// <param name="Texts">By position; none of a signal that was taken back, or whose customer was erased by now.</param>
public sealed record FigureVoices(FigureReading Figure, IReadOnlyDictionary<Position, string> Texts);

/// <summary>Shows what customers wrote beside the signals of a figure. Each reading is an entry of the journal before anybody sees a text.</summary>
public sealed class FigureTexts
{
    private readonly Database database;
    private readonly Workspace workspace;
    private readonly FigureSignalReader signals;
    private readonly ReadingLog log;

    internal FigureTexts(Database database, Workspace workspace, FigureSignalReader signals, ReadingLog log) =>
        (this.database, this.workspace, this.signals, this.log) = (database, workspace, signals, log);

    /// <summary>Null where the campaign has no signals at the cursors; then nothing is recorded.</summary>
    /// <exception cref="NamesCustomerException">The reason names a customer: the journal keeps it for ever.</exception>
    /// <inheritdoc cref="FigureSignalReader.ReadAsync"/>
    public async Task<FigureVoices?> ReadAsync(FigureQuestion question, Authorship by, CancellationToken cancel)
    {
        if (await signals.ReadAsync(question, cancel) is not { } figure)
            return null;
        var texts = await OpenAsync(figure, cancel);
        await log.RecordAsync(Stored(figure, texts.Count), by, cancel);
        return new(figure, texts);
    }

    private async Task<IReadOnlyDictionary<Position, string>> OpenAsync(FigureReading figure, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(FigureTexts), "comments-of"),
                workspace.Id,
                figure.Campaign,
                figure.Signals.Where(signal => signal is { HasComment: true, Amended: null }).Select(signal => signal.Id).ToArray()
            );
        var sealedTexts = await command.ListAsync(
            row => (Position: row.Position("position"), Text: SealedComment.Open(row.Get<byte[]>("key"), row.Get<byte[]>("comment"))),
            cancel
        );
        return sealedTexts.Where(one => one.Text is not null).ToDictionary(one => one.Position, one => one.Text!);
    }

    private static StoredVoicesRead Stored(FigureReading figure, int shown) =>
        new(
            "behind",
            figure.Question.Campaign,
            figure.From,
            figure.To,
            figure.Question.Cursors?.At?.ToString(),
            figure.Question.Cursors?.Known?.ToString(),
            figure.Seal.Value,
            figure.Question.Only?.ToString(),
            Search: null,
            Seed: 0,
            figure.Signals.Count(signal => signal.HasComment),
            shown
        );
}
