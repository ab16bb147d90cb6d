using CustomerPerformanceTracker.Statistics.Tests.Effects;

namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

/// <summary>Losses and prices of worlds whose truth is known. The short form allows for the chance of few seeds: three standard errors.</summary>
public sealed class TrustTruthTests
{
    private static readonly int Seeds = Simulation.Runs(16, longer: 200);

    // A trait that nobody recorded makes customers feel worse and leave sooner.
    private static readonly TrustWorld Confounded = new(0) { Hidden = (3, 0.4) };

    /// <summary>Answers, loss, season, and whether money is counted.</summary>
    public static IEnumerable<TheoryDataRow<int, double, double, bool>> Worlds =>
        Truth.IsLong
            ? new MatrixTheoryData<int, double, double, bool>([500, 2_500], [0, 0.3, 0.5], [1, 1.3], [false, true])
            : [new(500, 0.3, 1, false), new(2_500, 0.3, 1.3, true)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Interval_holds_the_loss_and_the_price_of_a_break(int answers, double loss, double season, bool money)
    {
        var world = new TrustWorld(loss) { Season = season, Money = money };
        var truth = world.Truth();

        var outcomes = Played(world, answers, (table, after) => (Loss: LossOf(table), Price: PriceOf(table, after)));

        ShouldHold(outcomes.Select(one => one.Loss), truth.Loss, $"loss of {world}, {answers} answers");
        ShouldHold(outcomes.Select(one => one.Price), truth.Price * Exposed, $"price of {world}, {answers} answers");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2_500)]
    public void A_loss_that_is_not_there_is_seldom_shown(int answers)
    {
        var shown = Share(new(0), answers, outcome => outcome is LossOutcome.Shown);

        shown.ShouldBeLessThanOrEqualTo(AtMost(0.05));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2_500)]
    public void A_trait_that_nobody_recorded_is_seldom_taken_for_a_robust_loss(int answers)
    {
        var robust = Share(Confounded, answers, IsRobust);

        robust.ShouldBeLessThanOrEqualTo(AtMost(0.12));
    }

    [Fact]
    public void A_trait_that_nobody_recorded_makes_a_loss_that_is_not_there() =>
        Share(Confounded, 2_500, outcome => outcome is LossOutcome.Shown).ShouldBeGreaterThan(0.5);

    [Fact]
    public void A_loss_of_thirty_percent_is_robust_at_2500_answers() => Share(new(0.3), 2_500, IsRobust).ShouldBeGreaterThanOrEqualTo(AtLeast(0.65));

    [Fact]
    public void A_hundred_answers_are_refused() => Share(new(0.3), 100, outcome => outcome is LossOutcome.Refused).ShouldBeGreaterThanOrEqualTo(AtLeast(0.99));

    private const long Exposed = 1_000;

    private static bool IsRobust(LossOutcome outcome) => outcome is LossOutcome.Shown { Strength.IsRobust: true };

    private static Estimate? LossOf(AnswerTable table) =>
        LossStudy.Of(table) switch
        {
            LossOutcome.Shown shown => shown.Figures.Loss,
            LossOutcome.NotShown none => none.Figures.Loss,
            _ => null,
        };

    private static Estimate? PriceOf(AnswerTable table, bool[] after) =>
        BreakStudy.Of(table, after, Exposed) switch
        {
            BreakPriceOutcome.Shown shown => shown.Price.Price,
            BreakPriceOutcome.NotShown none => none.Price.Price,
            _ => null,
        };

    private static T[] Played<T>(TrustWorld world, int answers, Func<AnswerTable, bool[], T> study) =>
        [
            .. Enumerable
                .Range(1, Seeds)
                .Select(seed =>
                {
                    var (table, after) = world.Of(answers, seed);
                    return study(table, after);
                }),
        ];

    private static double Share(TrustWorld world, int answers, Func<LossOutcome, bool> counts)
    {
        var share = (double)Played(world, answers, (table, _) => counts(LossStudy.Of(table))).Count(yes => yes) / Seeds;
        TestContext.Current.SendDiagnosticMessage($"{world}, {answers} answers: {share:F3} of {Seeds}");
        return share;
    }

    private static void ShouldHold(IEnumerable<Estimate?> estimates, double truth, string what)
    {
        var told = estimates.OfType<Estimate>().ToArray();
        var held = told.Count(one => one.Low <= truth && truth <= one.High) / (double)told.Length;
        TestContext.Current.SendDiagnosticMessage($"{what}: {held:F3} of {told.Length}, {Seeds - told.Length} refused");
        told.Length.ShouldBeGreaterThan(Seeds / 2);
        held.ShouldBeGreaterThanOrEqualTo(AtLeast(0.93), what);
    }

    private static double AtMost(double share) => share + Chance(share);

    private static double AtLeast(double share) => share - Chance(share);

    private static double Chance(double share) => Truth.IsLong ? 0 : 3 * Math.Sqrt(share * (1 - share) / Seeds);
}
