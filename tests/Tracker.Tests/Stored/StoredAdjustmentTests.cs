using CustomerPerformanceTracker.Loop.Stored;
using static CustomerPerformanceTracker.Tracker.Tests.Scorecards.Windows;

namespace CustomerPerformanceTracker.Tracker.Tests.Stored;

public sealed class StoredAdjustmentTests
{
    private static readonly LocalDate Day = new(2025, 4, 1);

    private static readonly Proposal Proposal = new(
        "spring",
        "messaging",
        "say what it “costs” + when",
        "hero@8",
        "hero@9",
        "people fear hidden costs",
        "trust",
        8.5,
        new SuccessRule(4, 56, 28, "conversion_rate", 0.1),
        ["3f2a9c0d11aa22bb"],
        new ProposalEvidence(new SealNumber(12), StoredCard.Frozen(Read(KpiStack.Default, Broken(), Healthy())))
    );

    private static readonly EffectReading Reading = new("spring", "trust", "score", Day, Day.PlusDays(-56), Day.PlusDays(27), 11200, 5600)
    {
        Effect = new Effect(-12.0123456789, -13.5, -10, 0.999),
        Before = 75.2,
        After = 63.1,
        Counterfactual = new Effect(75, 74, 76, null),
        Cumulative = new Effect(-336, -378, -280, 0.999),
        Placebo = new PlaceboRank(29, 0, 1, 1.0 / 30) { Independent = 2 },
        Controls = ["autumn", "summer"],
        ControlsRefused = [new RefusedControl("winter", EffectCodes.ChangedToo, "It was changed itself in these days.")],
        Note = EffectReading.NoControls,
        Days = [new EffectDay(Day, 62.5, 75, 70, 80), new EffectDay(Day.PlusDays(1), null, 75.1, 70.1, 80.1)],
        Overlaps = [new Overlap("0a0b0c0d0e0f", Day.PlusDays(3), Day.PlusDays(30))],
        Beside =
        [
            new EffectReading("spring", "conversion_rate", "ratio", Day, Day.PlusDays(-56), Day.PlusDays(27), 112000, 56000)
            {
                Refusal = new EffectRefusal("no_variation", "It never moved."),
                Before = 0.1,
                After = 0.1,
                Placebo = new PlaceboRank(29, 29, 30, 1),
            },
        ],
    };

    private static readonly EffectReading Refused = new("spring", "trust", "score", Day, Day.PlusDays(-56), Day.PlusDays(27), 0, 0)
    {
        Refusal = new EffectRefusal(EffectCodes.NoSignals, "There are no answers in these days."),
    };

    public static TheoryData<string, string?> Shapes { get; } =
        new()
        {
            { "adjustment_proposed", "messaging" },
            { "adjustment_proposed", "bare" },
            { "adjustment_approved", null },
            { "adjustment_rejected", null },
            { "adjustment_applied", null },
            { "adjustment_applied", "retrospective" },
            { "adjustment_measured", "whole" },
            { "adjustment_measured", "refused" },
            { "adjustment_kept", null },
            { "adjustment_reverted", null },
            { "adjustment_inconclusive", null },
            { "adjustment_inconclusive", "overlapped" },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Event_of_an_adjustment_is_stored_as_ever_and_reads_back(string type, string? shape)
    {
        var stored = AdjustmentEvents.Store(Of(type, shape));

        stored.Type.ShouldBe(type);
        StoredBytes.Pin(type, stored.Data, shape);
        StoredBytes.Pin(type, AdjustmentEvents.Store(AdjustmentEvents.Load(Entry(stored))).Data, shape);
    }

    [Fact]
    public void Reading_that_was_stored_before_overlaps_and_independent_dates_were_still_reads()
    {
        const string Old = """
            {"reading":{"answersAfter":5600,"answersBefore":11200,"beside":[],"campaign":"spring","changedOn":"2025-04-01","controls":[],"controlsRefused":[],"days":[],
            "formula":"level_regression.v1","from":"2025-02-04","kpi":"trust","placebo":{"atLeastAsLarge":0,"dates":29,"rank":1,"share":0.03},"to":"2025-04-28","unit":"score"},"seal":13,"whole":true}
            """;

        var measured = AdjustmentEvents.Load(Entry(new JournalEvent("adjustment_measured", JsonElement.Parse(Old)))).ShouldBeOfType<AdjustmentEvent.Measured>();

        (
            measured.Seal.Value,
            measured.IsWhole,
            measured.Reading.Overlaps.Count,
            measured.Reading.Placebo!.Independent,
            measured.Reading.Before,
            measured.Reading.Effect
        ).ShouldBe((13, true, 0, null, null, null));
    }

    [Fact]
    public void Reading_of_another_formula_is_refused()
    {
        const string Other = """{"reading":{"formula":"level_regression.v0"},"seal":13,"whole":true}""";

        Should
            .Throw<FormatException>(() => AdjustmentEvents.Load(Entry(new JournalEvent("adjustment_measured", JsonElement.Parse(Other)))))
            .Message.ShouldContain("level_regression.v0");
    }

    private static AdjustmentEvent Of(string type, string? shape) =>
        (type, shape) switch
        {
            ("adjustment_proposed", "messaging") => new AdjustmentEvent.Proposed(Proposal),
            ("adjustment_proposed", _) => new AdjustmentEvent.Proposed(
                Proposal with
                {
                    Lever = "funnel",
                    From = null,
                    To = null,
                    Success = new SuccessRule(0, 14, 7, null, 0.25),
                    Alerts = [],
                    Evidence = new ProposalEvidence(new SealNumber(0), null),
                }
            ),
            ("adjustment_approved", _) => new AdjustmentEvent.Approved(),
            ("adjustment_rejected", _) => new AdjustmentEvent.Rejected(),
            ("adjustment_applied", null) => new AdjustmentEvent.Applied(Instant.FromUtc(2025, 4, 1, 0, 0), Retrospective: false),
            ("adjustment_applied", _) => new AdjustmentEvent.Applied(
                Instant.FromUtc(2025, 4, 1, 0, 0) + NodaTime.Duration.FromNanoseconds(1_500_000),
                Retrospective: true
            ),
            ("adjustment_measured", "whole") => new AdjustmentEvent.Measured(Reading, new SealNumber(13), IsWhole: true),
            ("adjustment_measured", _) => new AdjustmentEvent.Measured(Refused, new SealNumber(14), IsWhole: false),
            ("adjustment_inconclusive", "overlapped") => new AdjustmentEvent.Judged(Verdicts.Inconclusive, "changed by another, too")
            {
                Overlaps = Reading.Overlaps,
            },
            _ => new AdjustmentEvent.Judged(type["adjustment_".Length..], "trust changed by 8"),
        };

    private static JournalEntry Entry(JournalEvent e) =>
        new(new Position(1), new SealNumber(1), Guid.Empty, "adjustment-0a0b0c0d0e0f", new StreamVersion(1), e.Type, e.Data, 0, "ada", "why", null, null);
}
