using CustomerPerformanceTracker.Loop.Stored;
using static CustomerPerformanceTracker.Tracker.Tests.Scorecards.Windows;

namespace CustomerPerformanceTracker.Tracker.Tests.Stored;

public sealed class StoredAlertTests
{
    private static readonly JsonElement Card = StoredCard.Frozen(Read(KpiStack.Default, Broken(), Healthy()));

    private static readonly Alert Divergence = new(
        "3f2a9c0d11aa22bb",
        AlertKind.Divergence,
        "high-conversion-falling-trust",
        new StreamVersion(3),
        "spring “sale” + mehr",
        new Scope(Touchpoint: "checkout", Segment: "new"),
        new LocalDate(2025, 5, 3),
        new LocalDate(2025, 5, 1),
        Retrospective: false,
        "open",
        "critical",
        new AlertEvidence(74.1234567890123, 3, 365, 402.5, 52, new SealNumber(17), new Position(1), new Position(1234567890123), Card)
        {
            Promise = new AlertPromise(PromiseForm.Deflated, 77.25, 0.1, new LocalDate(2025, 3, 8), new LocalDate(2025, 5, 2), 1.75, 12.5),
            Answerers = new AlertAnswerers(1.61, MixMoved: true, 70.5, 1.0 / 3),
        }
    )
    {
        Kpi = "perceived_value",
    };

    private static readonly Alert Silence = Divergence with
    {
        Kind = AlertKind.Silence,
        Kpi = "trust",
        Scope = default,
        Severity = "warning",
        Evidence = new AlertEvidence(null, null, null, null, null, new SealNumber(18), new Position(1), new Position(99), Card),
    };

    public static TheoryData<string, string?> Shapes { get; } =
        new()
        {
            { "alert_raised", "divergence" },
            { "alert_raised", "strict" },
            { "alert_raised", "silence" },
            { "alert_raised", "retrospective" },
            { "alert_raised", "without-scorecard" },
            { "alert_raised", "infinite-evidence" },
            { "alert_recurred", "divergence" },
            { "alert_recurred", "silence" },
            { "alert_ended", null },
            { "alert_acknowledged", null },
            { "alert_assigned", null },
            { "alert_commented", null },
            { "alert_snoozed", null },
            { "alert_snoozed", "with-fractions" },
            { "alert_resolved", null },
            { "alert_reopened", null },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Event_of_an_alert_is_stored_as_ever_and_reads_back(string type, string? shape)
    {
        var stored = AlertEvents.Store(Of(type, shape));

        stored.Type.ShouldBe(type);
        StoredBytes.Pin(type, stored.Data, shape);
        StoredBytes.Pin(type, AlertEvents.Store(AlertEvents.Load(Entry(stored))).Data, shape);
    }

    [Fact]
    public void Of_an_alert_mix_and_rate_add_up_to_the_change_from_the_baseline()
    {
        var answerers = new AlertAnswerers(1.2, MixMoved: true, Plain: 69.9, Standardised: 74.2);

        var (mix, rate) = answerers.PartsFrom(level: 78.0);

        (mix + rate).ShouldBe(69.9 - 78.0, 1e-12);
        mix.ShouldBe(-4.3, 1e-12);
    }

    [Fact]
    public void Finding_that_was_stored_before_promises_and_other_kpis_were_still_reads()
    {
        const string Old = """
            {"campaign":"spring","evidence":{"arlDays":365,"drop":3,"evidence":402,"null":74,"positions":{"from":1,"to":10},"scorecard":null,"seal":1,"threshold":365},"id":"a1",
            "kind":"divergence","on":"2025-05-03","onset":"2025-05-01","policy":"trust","policyVersion":1,"retrospective":true,"scope":{},"severity":"warning","state":"open"}
            """;

        var raised = AlertEvents.Load(Entry(new JournalEvent("alert_raised", JsonElement.Parse(Old)))).ShouldBeOfType<AlertEvent.Raised>();

        (
            raised.Finding.Kpi,
            raised.Finding.Retrospective,
            raised.Finding.Scope,
            raised.Finding.Evidence.Promise,
            raised.Finding.Evidence.Answerers,
            raised.Finding.Evidence.Scorecard
        ).ShouldBe(("trust", true, default(Scope), null, null, null));
        (raised.Finding.Evidence.Null, raised.Finding.Evidence.LastPosition.Value).ShouldBe((74, 10L));
    }

    private static AlertEvent Of(string type, string? shape) =>
        (type, shape) switch
        {
            ("alert_raised", "divergence") => new AlertEvent.Raised(Divergence),
            ("alert_raised", "strict") => new AlertEvent.Raised(
                Divergence with
                {
                    Evidence = Divergence.Evidence with { Promise = Divergence.Evidence.Promise! with { Form = PromiseForm.Strict } },
                }
            ),
            ("alert_raised", "silence") => new AlertEvent.Raised(Silence),
            ("alert_raised", "retrospective") => new AlertEvent.Raised(
                Divergence with
                {
                    Retrospective = true,
                    Scope = new Scope(Message: "hero@7", Channel: "email"),
                }
            ),
            ("alert_raised", "without-scorecard") => new AlertEvent.Raised(Divergence with { Evidence = Divergence.Evidence with { Scorecard = null } }),
            ("alert_raised", "infinite-evidence") => new AlertEvent.Raised(
                Divergence with
                {
                    Evidence = Divergence.Evidence with { Evidence = double.PositiveInfinity },
                }
            ),
            ("alert_recurred", "divergence") => new AlertEvent.Recurred(Divergence),
            ("alert_recurred", "silence") => new AlertEvent.Recurred(Silence),
            ("alert_ended", _) => new AlertEvent.Ended(new LocalDate(2025, 6, 9)),
            ("alert_acknowledged", _) => new AlertEvent.Acknowledged(),
            ("alert_assigned", _) => new AlertEvent.Assigned("grâce"),
            ("alert_commented", _) => new AlertEvent.Commented("told the <team> & went on, \"soon\"\n"),
            ("alert_snoozed", null) => new AlertEvent.Snoozed(Instant.FromUtc(2025, 6, 1, 9, 0)),
            ("alert_snoozed", _) => new AlertEvent.Snoozed(Instant.FromUtc(2025, 6, 1, 9, 0) + NodaTime.Duration.FromNanoseconds(123456700)),
            ("alert_resolved", _) => new AlertEvent.Resolved(AlertOutcomes.FalseAlarm),
            ("alert_reopened", _) => new AlertEvent.Reopened(),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    private static JournalEntry Entry(JournalEvent e) =>
        new(new Position(1), new SealNumber(1), Guid.Empty, "alert-3f2a9c0d11aa22bb", new StreamVersion(1), e.Type, e.Data, 0, "ada", "why", null, null);
}
