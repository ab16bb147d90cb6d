using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Questions;
using CustomerPerformanceTracker.Readings.Scorecards;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>How many of those who were asked a question answered it, by the days of asking and answering.</summary>
/// <param name="Sent">How often the question was sent in the window; 0 where nothing tells it.</param>
/// <param name="Seen">How often it was seen; 0 where nothing tells it.</param>
/// <param name="Of">What the rate is taken over: sent or seen.</param>
/// <param name="Before">The rate of the days that the score is held against; null where that is not known.</param>
/// <param name="Moved">Whether the rate surely moved, so that those who answer may be others than before.</param>
public sealed record ResponseView(
    long Sent,
    long Seen,
    long Answered,
    string Of,
    double? Rate,
    double? Low,
    double? High,
    double? Before,
    IntervalView? Change,
    bool Moved
)
{
    internal static ResponseView? From(ResponseRate? response) =>
        response is null
            ? null
            : new(
                response.Sent,
                response.Seen,
                response.Answered,
                response.IsOverSeen ? "seen" : "sent",
                response.Rate.Value,
                response.Rate.Low,
                response.Rate.High,
                response.Before,
                IntervalView.Of(response.Change),
                response.HasMoved
            );
}

/// <summary>A question of an instrument in a window.</summary>
/// <param name="Scale">The scale it is read on; answers on others are left out.</param>
/// <param name="Reversed">Whether a high answer speaks against what the instrument measures.</param>
public sealed record InstrumentItemView(string Question, string Scale, bool Reversed, long Answers);

/// <summary>How the answers of a KPI are read: its instrument, with the definition that is stored.</summary>
public sealed record InstrumentUseView(string Kind, string Definition, IReadOnlyList<InstrumentItemView> Items)
{
    internal static InstrumentUseView? Of(InstrumentUse? use) =>
        use is null
            ? null
            : new(
                InstrumentNames.Of(use.Instrument.Kind),
                InstrumentNames.Of(use.Instrument.Definition),
                [.. use.Items.Select(item => new InstrumentItemView(item.Item.Question, item.Item.Scale, item.Item.IsReversed, item.Answers))]
            );
}

/// <summary>Answers on one scale.</summary>
public sealed record ScaleAnswersView(string Scale, long Answers);

/// <summary>One question of an instrument as a campaign's customers answered it.</summary>
/// <param name="Answers">Answers on the scale it is read on, whoever gave them.</param>
/// <param name="Respondents">Customers and days with such an answer.</param>
/// <param name="Mean">Their mean, 0 to 100 and turned round where the item is reversed; null without any.</param>
/// <param name="ItemRest">The correlation with the sum of the other items; null where alpha is not told.</param>
/// <param name="LeftOut">Answers to it on other scales.</param>
public sealed record AskedItemView(
    string Question,
    string Scale,
    bool Reversed,
    long Answers,
    int Respondents,
    double? Mean,
    double? ItemRest,
    IReadOnlyList<ScaleAnswersView> LeftOut,
    long Sent,
    long Seen
)
{
    internal static AskedItemView Of(ItemReading item) =>
        new(
            item.Item.Question,
            item.Item.Scale,
            item.Item.IsReversed,
            item.Answers,
            item.Respondents,
            item.Mean,
            item.Rest,
            [.. item.LeftOut.Select(one => new ScaleAnswersView(one.Scale, one.Answers))],
            item.Sent,
            item.Seen
        );
}

/// <summary>Cronbach's alpha with its 95 % interval.</summary>
/// <param name="N">Respondents who answered every item on one day.</param>
public sealed record AlphaView(double? Value, double? Low, double? High, long N);

/// <summary>The words that an instrument was asked in from a day on.</summary>
/// <param name="Question">The question, where the instrument has several; left out for all of it.</param>
public sealed record WordingView(LocalDate From, string Text, [property: JsonIgnore(Condition = WhenWritingNull)] string? Question);

/// <summary>How the questions of an instrument were answered in a campaign, and how far they measure one thing.</summary>
/// <param name="Complete">Respondents, a customer on a day, who answered every item.</param>
/// <param name="Alpha">Null for one item, and where fewer than 30 respondents are complete.</param>
/// <param name="LeftOut">Answers that bear the KPI's name and are to none of its questions.</param>
public sealed record InstrumentView(
    string Campaign,
    CursorsView Cursors,
    string Kpi,
    string Kind,
    string Definition,
    IReadOnlyList<AskedItemView> Items,
    int Complete,
    AlphaView? Alpha,
    IReadOnlyList<ScaleAnswersView> LeftOut,
    IReadOnlyList<WordingView> Wordings
)
{
    public static InstrumentView Of(InstrumentReading reading) =>
        new(
            reading.Campaign,
            CursorsView.Of(reading.Cursors, reading.Seal),
            reading.Instrument.Kpi.Name,
            InstrumentNames.Of(reading.Instrument.Kind),
            InstrumentNames.Of(reading.Instrument.Definition),
            [.. reading.Items.Select(AskedItemView.Of)],
            reading.Complete,
            reading.Alpha is { Interval: var alpha } ? new(alpha.Value, alpha.Low, alpha.High, alpha.N) : null,
            [.. reading.LeftOut.Select(one => new ScaleAnswersView(one.Scale, one.Answers))],
            [.. reading.Instrument.Wordings.Select(wording => new WordingView(wording.From, wording.Text, wording.Question))]
        );
}
