using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Notices to deliver.</summary>
internal static class Notices
{
    /// <summary>2025-03-12T09:30:00.123456Z.</summary>
    public const long RecordedAt = 1_741_771_800_123_456;

    private const string Card = """
        {"kpis":[
          {"kpi":"conversion_rate","side":"logic","value":0.1269,"low":0.11,"high":0.14,"n":2600,"unit":"ratio","currency":null,"change":{"value":0.0269,"low":0.0095,"high":0.0443},"note":null},
          {"kpi":"revenue","side":"logic","value":16467,"low":14738,"high":18343,"n":330,"unit":"money","currency":"EUR","change":{"value":-3992,"low":-6393,"high":-1604},"note":null},
          {"kpi":"visits","side":"logic","value":26000,"low":null,"high":null,"n":26000,"unit":"count","currency":null,"change":{"value":-100,"low":-600,"high":400},"note":null},
          {"kpi":"trust","side":"emotion","value":61.4,"low":59,"high":63.5,"n":1204,"unit":"score","currency":null,"change":{"value":-12.5,"low":-15,"high":-10},"note":null},
          {"kpi":"effort","side":"emotion","value":48,"low":46,"high":50,"n":800,"unit":"score","currency":null,"change":{"value":4.5,"low":2,"high":7},"note":null},
          {"kpi":"clarity","side":"emotion","value":null,"low":null,"high":null,"n":3,"unit":"score","currency":null,"change":null,"note":"not_enough_answers"}
        ],"indices":{"logic":0.7,"emotion":0.2,"hybrid":0.37},"reading":"misleading","formula":"scorecard/1"}
        """;

    public static Alert Alert(AlertKind kind = AlertKind.Divergence, string campaign = "spring", bool withCard = true, string state = "open") =>
        new(
            "0f3a9c5d7e21b840",
            kind,
            "high-conversion-falling-trust",
            new StreamVersion(3),
            campaign,
            new Scope(Segment: "new"),
            new LocalDate(2025, 3, 12),
            new LocalDate(2025, 3, 4),
            Retrospective: false,
            state,
            "critical",
            new AlertEvidence(74.5, 3, 365, 812.4, 365, new SealNumber(4812), new Position(1), new Position(90_210), withCard ? JsonElement.Parse(Card) : null)
        );

    public static AlertChange Raised(Alert? alert = null) =>
        new(
            new Position(71),
            new StreamVersion(1),
            "alert_raised",
            RecordedAt,
            "divergence-watch",
            "a policy's evidence reached its threshold",
            alert ?? Alert()
        );

    public static AlertChange Changed(
        string type,
        string state,
        string actor = "ada",
        string reason = "the copy of the landing page was changed",
        string data = "{}"
    ) => new(new Position(90), new StreamVersion(2), type, RecordedAt + 3_600_000_000, actor, reason, Alert(state: state), JsonElement.Parse(data));

    /// <summary>A renewal nobody asked for, with quotes where texts are given.</summary>
    public static RisenReading Words(params IEnumerable<string> quotes)
    {
        var group = new TermGroup([new RisenTerm("hidden renewal", 0, 30, 1e-9, 1e-8, [1]), new RisenTerm("renewal", 1, 29, 1e-8, 1e-7, [1])], 1, 30, [1]);
        return new(
            new RisenQuestion("spring", new LocalDate(2025, 3, 4)),
            new LocalDate(2025, 1, 7),
            new LocalDate(2025, 3, 4),
            new LocalDate(2025, 3, 12),
            Break: null,
            new SealNumber(4812),
            Dimension.Segment,
            Moved: [],
            CommentsBefore: 1200,
            CommentsAfter: 91,
            Erased: 1,
            Corrected: 0,
            new WordOutcome.Found([group], 1100, 90, 1190, 84, 0.4, Stratified: false, LeftOut: 0, FewestFound: 5),
            [
                new RisenGroup(
                    group,
                    [.. quotes.Select(text => new Voice(new LocalDate(2025, 3, 5), SignalKind.SurveyAnswer, "trust", 25, Scale: null, Scope.All, text))]
                ),
            ]
        );
    }

    public static AlertNotice Of(AlertChange change, string workspace = "acme", string? id = null) =>
        new(id ?? Guid.NewGuid().ToString(), workspace, "to-the-team", change);
}
