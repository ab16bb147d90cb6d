using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>The signals behind a figure.</summary>
/// <param name="Cursors">As the address names them.</param>
/// <param name="MayRead">Whether the reader may read what customers wrote.</param>
/// <param name="MayName">Whether the reader may see who customers are.</param>
public sealed record SignalsView(FigureReading Reading, CursorQuery Cursors, bool MayRead, bool MayName)
{
    /// <summary>By position, what customers wrote; null where nobody asked for it.</summary>
    public IReadOnlyDictionary<Position, string>? Texts { get; init; }

    /// <summary>By position, whose the signals are; null where nobody asked, or may know.</summary>
    public IReadOnlyDictionary<Position, string>? Customers { get; init; }

    public string? Refused { get; init; }

    /// <summary>The cursors at the last seal that is read.</summary>
    public CursorQuery Sealed => Cursors with { Seal = Reading.Seal.Value };

    public string Campaign => Reading.Question.Campaign;

    public string Days => Reading.From == Reading.To ? PageText.Day(Reading.From) : $"{PageText.Day(Reading.From)} to {PageText.Day(Reading.To)}";

    public string Headline => $"{PageText.Sentence(KpiText.Words(Reading.Question.Kpi))} of {Days}: {FigureWords.Value(Reading) ?? "nothing was counted"}.";

    /// <summary>Which of the rows a page shows.</summary>
    public string Shown =>
        Reading switch
        {
            { Signals.Count: 0, Counts.Signals: 0 } => "no signal",
            { Signals.Count: 0 } => $"none behind position {Reading.Question.After}, of {PageText.Number(Reading.Counts.Signals)}",
            _ => $"{PageText.Number(Reading.Signals.Count)} of {PageText.Number(Reading.Counts.Signals)}, in the order they were recorded",
        };

    /// <summary>What is shown of a signal's comment.</summary>
    public (string Text, bool IsWritten) Comment(FigureSignal signal) =>
        !signal.HasComment ? ("", false)
        : Texts is null ? ("a comment, not shown", false)
        : Texts.TryGetValue(signal.Position, out var text) ? (text, true)
        : signal.Amended is not null ? ("taken back, not shown", false)
        : ("erased, cannot be read", false);

    /// <summary>Whose signal it is.</summary>
    public (string Text, bool IsId) Customer(FigureSignal signal) =>
        Customers is null ? ("", false)
        : Customers.TryGetValue(signal.Position, out var id) ? (id, true)
        : signal.IsErased ? ("erased", false)
        : ("nobody named", false);

    public static string Elsewhere(FigureSignal signal) =>
        string.Join(
            ", ",
            signal.Scope.Parts().Where(part => part.Dimension is not ("message" or "touchpoint")).Select(part => $"{part.Dimension} {part.Value}")
        );

    /// <summary>The page with the cursors of an address, at the same question.</summary>
    public string Address(CursorQuery cursors, Position? after = null) =>
        Links.Signals(Campaign, Reading.Question.Kpi, Reading.From, Reading.To, cursors, Reading.Question.Only?.ToString(), after);
}
