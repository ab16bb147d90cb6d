using CustomerPerformanceTracker.Statistics.ChangePoints;
using Breaks = CustomerPerformanceTracker.Statistics.ChangePoints.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>What is said of breaks, against series whose truth is known.</summary>
public sealed class BreakTruthTests(ITestOutputHelper output)
{
    private const int Seed = 4001;

    // A table's own series must not be those it is judged by.
    private const int TableSeed = 4101;
    private const int TableRuns = 750;

    [Fact]
    public void What_is_said_is_right_as_often_as_it_says()
    {
        var known = KnownBreaks.Of(Seed, Truth.IsLong ? 240 : 24);

        foreach (var kind in KnownSeries.Kinds)
            output.WriteLine(
                Invariant($"{kind}: told without a jump {known.False(kind):0.00}, jumps found {known.Found(kind):0.00}, slides told {known.Slid(kind):0.00}")
            );
        output.WriteLine(
            Invariant($"seed {Seed}: above .99 {known.Said(IsSure)} right {known.Right(IsSure):0.000}; ")
                + Invariant($".5 to .99 {known.Said(IsLikely)} right {known.Right(IsLikely):0.000}")
        );
        known.Said(IsSure).ShouldBeGreaterThan(20);
        known.Right(IsSure).ShouldBeGreaterThanOrEqualTo(0.95);
        known.Right(IsLikely).ShouldBeGreaterThanOrEqualTo(0.75);
        known.False("AR(.95)").ShouldBeLessThanOrEqualTo(0.2);
        known.False("drift").ShouldBeLessThanOrEqualTo(0.2);
        known.Slid("drift").ShouldBeGreaterThanOrEqualTo(0.5);
    }

    [Fact]
    public void A_jump_of_ten_points_at_fifty_answers_a_day_is_told()
    {
        var (draws, runs) = (new Draws(Seed + 1), Truth.IsLong ? 400 : 40);

        var told = Enumerable
            .Range(0, runs)
            .Count(_ =>
                Breaks
                    .OfCounts([.. Enumerable.Range(0, 200).Select(day => draws.Answers(50, day < 100 ? 0.75 : 0.65))])
                    .Any(one => one.Shape == Shape.Jump && Math.Abs(one.Index - 100) <= 10)
            );

        output.WriteLine(Invariant($"seed {Seed + 1}: {told} of {runs}"));
        told.ShouldBeGreaterThanOrEqualTo(runs * 3 / 4);
    }

    [Fact]
    public void A_straight_decline_is_told_as_a_slide()
    {
        var draws = new Draws(Seed + 2);

        var only = Breaks.OfCounts([.. Enumerable.Range(0, 200).Select(day => draws.Answers(100, 0.8 - (0.001 * day)))]).ShouldHaveSingleItem();

        only.Shape.ShouldBe(Shape.Slide);
        only.Direction.ShouldBe(Direction.Fall);
        (only.To - only.From).ShouldBeGreaterThan(90);
        only.Probability.ShouldBeLessThan(0.5);
        only.SlideProbability!.Value.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void The_stored_table_is_the_one_its_seed_makes()
    {
        Truth.NeedsLong();

        var lines = CalibrationTable.Lines(TableSeed, TableRuns).ToArray();

        output.WriteLine(string.Join('\n', lines));
        using var stored = new StreamReader(typeof(Break).Assembly.GetManifestResourceStream(typeof(Break), "calibration.csv")!);
        stored.ReadToEnd().TrimEnd().Split('\n').Where(line => !line.StartsWith('#')).Skip(1).ShouldBe(lines);
    }

    private static bool IsSure(double probability) => probability > 0.99;

    private static bool IsLikely(double probability) => probability is >= 0.5 and <= 0.99;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
