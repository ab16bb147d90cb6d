using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Statistics.Scales;

namespace CustomerPerformanceTracker.Readings.Questions;

/// <summary>A question for how an instrument's items were answered; the campaign's whole history by the cursors is read.</summary>
public sealed record InstrumentQuestion(string Campaign, string Kpi, Cursors? Cursors = null);

/// <summary>One item of an instrument as it was answered.</summary>
/// <param name="Answers">Answers on the scale it is read on, whoever gave them.</param>
/// <param name="Respondents">Customers and days with such an answer: those that alpha can be known from.</param>
/// <param name="Mean">Their mean, 0 to 100 and turned round where the item is reversed; null without any.</param>
/// <param name="Rest">The correlation with the sum of the other items; null where alpha is not told.</param>
/// <param name="LeftOut">Answers to the question on other scales, with these.</param>
/// <param name="Sent">How often the question was sent; 0 where nothing tells it.</param>
/// <param name="Seen">How often it was seen; 0 where nothing tells it.</param>
public sealed record ItemReading(
    InstrumentItem Item,
    long Answers,
    int Respondents,
    double? Mean,
    double? Rest,
    IReadOnlyList<(string Scale, long Answers)> LeftOut,
    long Sent,
    long Seen
);

/// <summary>An instrument as a campaign's customers answered it.</summary>
/// <param name="Complete">Respondents who answered every item on one day; a respondent is a customer on a day.</param>
/// <param name="Alpha">How far the items measure one thing; null for one item, and under <see cref="CronbachAlpha.Least"/> complete respondents.</param>
/// <param name="LeftOut">Answers that bear the KPI's name and are to none of its questions, by scale.</param>
public sealed record InstrumentReading(
    string Campaign,
    Cursors Cursors,
    SealNumber Seal,
    Instrument Instrument,
    IReadOnlyList<ItemReading> Items,
    int Complete,
    CronbachAlpha? Alpha,
    IReadOnlyList<(string Scale, long Answers)> LeftOut
);
