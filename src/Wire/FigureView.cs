using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Behind;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What corrected or retracted a signal, so that it counts no more.</summary>
/// <param name="Kind"><c>correction</c> or <c>retraction</c>.</param>
public sealed record AmendmentView(string Kind, long Position, int Seal)
{
    internal static AmendmentView? Of(Amendment? amended) =>
        amended is { } one ? new(one.IsRetraction ? "retraction" : "correction", one.Position.Value, one.Seal.Value) : null;
}

/// <summary>A signal behind a figure, without who it is of and without what they wrote.</summary>
/// <param name="Kpi">The question that was answered.</param>
/// <param name="Score">0 to 100 of the scale.</param>
/// <param name="Scale">The ends of the scale as the source gave them, as <c>0..10</c>.</param>
/// <param name="Amount">Major units of the currency.</param>
/// <param name="Comment">Whether the signal came with a text.</param>
/// <param name="Erased">Whether its customer was erased by the seal of the reading.</param>
/// <param name="Corrects">Whether the signal itself replaces an earlier one.</param>
/// <param name="Amended">What took the signal back; null for a signal that counts.</param>
public sealed record FigureSignalView(
    long Position,
    int Seal,
    string Id,
    string Kind,
    Instant OccurredAt,
    int Count,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Kpi,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Score,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Scale,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Amount,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Currency,
    ScopeView Scope,
    bool Comment,
    bool Erased,
    bool Corrects,
    AmendmentView? Amended
)
{
    internal static FigureSignalView Of(FigureSignal signal) =>
        new(
            signal.Position.Value,
            signal.Seal.Value,
            signal.Id.ToString("D"),
            SignalKinds.NameOf(signal.Kind),
            signal.OccurredAt,
            signal.Count,
            signal.Question,
            signal.Score / 100.0,
            signal.Scale?.ToString(),
            signal is { Amount: { } amount, Currency: { } currency } ? CustomerMoneyView.Major(amount, currency) : null,
            signal.Currency,
            ScopeView.Of(signal.Scope),
            signal.HasComment,
            signal.IsErased,
            signal.Corrects,
            AmendmentView.Of(signal.Amended)
        );
}

/// <summary>The figure of some days, and a page of the signals it rests on.</summary>
/// <param name="Only">The part that the figure is of, as <c>channel=email</c>; null for the whole campaign.</param>
/// <param name="Unit">score, net_score, ratio, count or minor_units.</param>
/// <param name="Value">The mean, share or sum of the days, as a trend's <c>mean</c> of one day; null where nothing was counted.</param>
/// <param name="N">What the figure is taken over, as a trend's <c>n</c> of one day.</param>
/// <param name="Rows">Signals that are listed over all pages: those that count, and those that were taken back.</param>
/// <param name="Amended">Those among them that were corrected or retracted, and count no more.</param>
/// <param name="Comments">Those that came with a text.</param>
/// <param name="Signals">A page of them, in the order of their positions.</param>
/// <param name="Next">The position to read on behind; left out where nothing follows.</param>
public sealed record FigureView(
    string Campaign,
    string Kpi,
    WindowView Window,
    CursorsView Cursors,
    string? Only,
    string Unit,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Currency,
    double? Value,
    long N,
    long Rows,
    long Amended,
    long Comments,
    [property: JsonIgnore(Condition = WhenWritingNull)] NotFoldedView? NotFolded,
    IReadOnlyList<FigureSignalView> Signals,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Next
)
{
    public static FigureView Of(FigureReading reading)
    {
        var (question, counts) = (reading.Question, reading.Counts);
        return new(
            question.Campaign,
            question.Kpi,
            new(reading.From, reading.To, Period.DaysBetween(reading.From, reading.To) + 1),
            CursorsView.Of(question.Cursors, reading.Seal),
            question.Only?.ToString(),
            reading.Unit,
            reading.Currency,
            reading.Value,
            counts.N,
            counts.Signals,
            counts.Amended,
            counts.Comments,
            NotFoldedView.Of(reading.NotFolded),
            [.. reading.Signals.Select(FigureSignalView.Of)],
            reading.HasMore ? reading.Signals[^1].Position.Value : null
        );
    }
}
