using CustomerPerformanceTracker.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

public sealed class EDetectorTests
{
    private const string Seed = "seed 3,5";
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(3, 5);
    private static readonly EDetectorDesign Falling = EDetectorDesign.Bernoulli(0.78, 0.01, 0.4, 365, Direction.Falling);

    private static Arbitrary<(int Successes, int Trials)[]> Streams { get; } =
        (
            from length in Gen.Choose(1, 60)
            from batches in Gen.ArrayOf(from n in Gen.Choose(0, 500) from k in Gen.Choose(0, n) select (k, n), length)
            select batches
        ).ToArbitrary();

    [Fact]
    public void Evidence_follows_the_recursion_in_plain_numbers()
    {
        var detector = new EDetector(Falling);
        var plain = new double[Falling.Components];

        foreach (var (k, n) in new[] { (40, 50), (35, 50), (20, 30), (0, 0), (30, 50) })
        {
            detector.Add(k, n);
            for (var j = 0; j < plain.Length; j++)
                plain[j] = (plain[j] + 1) * Math.Exp(Falling.LogIncrement(j, k, n));
        }

        var evidence = plain.Zip(Falling.LogWeights.ToArray(), (m, log) => m * Math.Exp(log)).Sum();
        detector.LogEvidence.ShouldBe(Math.Log(evidence), 1e-9);
    }

    [Fact]
    public void Before_the_first_batch_there_is_no_evidence_and_no_onset()
    {
        var detector = new EDetector(Falling);

        detector.LogEvidence.ShouldBe(double.NegativeInfinity);
        detector.Onset.ShouldBeNull();
        detector.IsAlarming.ShouldBeFalse();
    }

    [Fact]
    public void A_saved_detector_goes_on_bit_by_bit() =>
        Check.One(
            Seeded,
            Prop.ForAll(
                Streams,
                batches =>
                {
                    var whole = new EDetector(Falling);
                    var pieces = new EDetector(Falling);

                    foreach (var (k, n) in batches)
                    {
                        whole.Add(k, n);
                        pieces = EDetector.Restore(Falling, pieces.Save());
                        pieces.Add(k, n);
                    }

                    return pieces.Save().SequenceEqual(whole.Save()).Label(Seed);
                }
            )
        );

    [Fact]
    public void Peeking_equals_adding_and_changes_nothing() =>
        Check.One(
            Seeded,
            Prop.ForAll(
                Streams,
                batches =>
                {
                    var detector = new EDetector(Falling);
                    foreach (var (k, n) in batches[..^1])
                        detector.Add(k, n, 7);
                    var before = detector.Save();
                    var (lastK, lastN) = batches[^1];

                    var peeked = (detector.Peek(lastK, lastN), detector.PeekOnset(lastK, lastN, 9));
                    var untouched = detector.Save().SequenceEqual(before);
                    detector.Add(lastK, lastN, 9);

                    return (untouched && peeked == (detector.LogEvidence, detector.Onset!.Value)).Label(Seed);
                }
            )
        );

    [Fact]
    public void A_design_told_as_its_mirror_image_gives_the_same_evidence() =>
        Check.One(
            Seeded,
            Prop.ForAll(
                Streams,
                batches =>
                {
                    var rising = new EDetector(EDetectorDesign.Bernoulli(1 - 0.78, 0.01, 0.4, 365, Direction.Rising));
                    var falling = new EDetector(Falling);

                    foreach (var (k, n) in batches)
                    {
                        rising.Add(n - k, n);
                        falling.Add(k, n);
                    }

                    var scale = 1 + Math.Abs(falling.LogEvidence);
                    return (Math.Abs(rising.LogEvidence - falling.LogEvidence) / scale < 1e-9).Label(Seed);
                }
            )
        );

    [Fact]
    public void Two_sided_evidence_is_the_mean_of_the_two_sides()
    {
        EDetector Make(Direction d, double averageRunLength) => new(EDetectorDesign.Bernoulli(0.3, 0.05, 0.2, averageRunLength, d));
        var (up, down, both) = (Make(Direction.Rising, 200), Make(Direction.Falling, 200), Make(Direction.Either, 100));

        foreach (var detector in new[] { up, down, both })
            detector.Add(45, 100);

        var mean = Math.Log((Math.Exp(up.LogEvidence) + Math.Exp(down.LogEvidence)) / 2);
        both.LogEvidence.ShouldBe(mean, 1e-12);
    }

    [Fact]
    public void A_batch_of_a_billion_answers_stays_finite_both_ways()
    {
        var detector = new EDetector(Falling);

        detector.Add(0, 1e9);
        var high = detector.LogEvidence;
        detector.Add(1e12, 1e12);

        high.ShouldBeInRange(1e8, 1e10);
        detector.LogEvidence.ShouldBeInRange(-1e12, 0);
    }

    [Fact]
    public void The_onset_is_the_label_of_the_first_fallen_batch()
    {
        var detector = new EDetector(Falling);

        for (var day = 1000; day < 1100; day++)
            detector.Add(day < 1080 ? 80 : 60, 100, day);

        detector.IsAlarming.ShouldBeTrue();
        detector.Onset.ShouldBe(1080);
    }

    [Fact]
    public void A_state_of_another_design_is_refused()
    {
        var other = EDetectorDesign.Bernoulli(0.5, 0.1, 0.1, 365, Direction.Falling);

        Action restore = () => EDetector.Restore(other, new EDetector(Falling).Save());

        Should.Throw<FormatException>(restore);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(double.NaN, 10)]
    [InlineData(0, -1)]
    [InlineData(0, double.PositiveInfinity)]
    public void An_impossible_batch_is_refused_and_leaves_no_trace(double successes, double trials)
    {
        var detector = new EDetector(Falling);

        var add = () => detector.Add(successes, trials);

        Should.Throw<ArgumentOutOfRangeException>(add);
        detector.Save().ShouldBe(new EDetector(Falling).Save());
    }

    [Fact]
    public void Held_against_another_null_the_evidence_goes_on_and_only_the_batches_to_come_are_judged_by_it()
    {
        var design = EDetectorDesign.Bernoulli(0.78, 0.01, 0.7, 365, Direction.Falling);
        var (going, staying) = (new EDetector(design), new EDetector(design));
        foreach (var detector in (EDetector[])[going, staying])
            detector.Add(70, 100);

        going.GoOnWith(design.At(0.8, 365));
        going.LogEvidence.ShouldBe(staying.LogEvidence);
        going.Add(75, 100);
        staying.Add(75, 100);

        going.LogEvidence.ShouldBeGreaterThan(staying.LogEvidence);
        Should.Throw<ArgumentException>(() => going.GoOnWith(EDetectorDesign.Bernoulli(0.8, 0.02, 0.7, 365, Direction.Falling)));
        Should.Throw<ArgumentOutOfRangeException>(() => design.At(1, 365));
    }

    [Fact]
    public void Bounded_values_come_one_by_one()
    {
        var detector = new EDetector(EDetectorDesign.Bounded(0.5, 0.05, 0.4, 365, Direction.Falling));

        var add = () => detector.Add(1.5, 2);

        Should.Throw<ArgumentOutOfRangeException>(add);
    }
}
