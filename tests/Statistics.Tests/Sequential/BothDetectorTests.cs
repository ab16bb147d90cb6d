using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

public sealed class BothDetectorTests
{
    private static readonly EDetectorDesign Up = EDetectorDesign.Bernoulli(0.10, 0.01, 0.2, 365, Direction.Rising);
    private static readonly EDetectorDesign Down = EDetectorDesign.Bernoulli(0.78, 0.02, 0.4, 365, Direction.Falling);

    [Fact]
    public void Evidence_is_the_lesser_of_the_two()
    {
        var both = new BothDetector(new(Up), new(Down));

        both.Add((30, 100), (78, 100), 0);

        both.First.LogEvidence.ShouldBeGreaterThan(both.LogThreshold);
        both.LogEvidence.ShouldBe(both.Second.LogEvidence);
        both.IsAlarming.ShouldBeFalse();
    }

    [Fact]
    public void Onset_is_the_day_from_which_both_had_changed()
    {
        var both = new BothDetector(new(Up), new(Down));

        for (var day = 0L; day < 60; day++)
            both.Add((day < 20 ? 10 : 20, 100), (day < 40 ? 80 : 60, 100), day);

        both.IsAlarming.ShouldBeTrue();
        both.Onset.ShouldBe(40);
    }

    [Fact]
    public void Peeking_equals_adding()
    {
        var both = new BothDetector(new(Up), new(Down));
        both.Add((12, 100), (70, 100), 0);

        var peeked = both.Peek((15, 90), (60, 80));
        both.Add((15, 90), (60, 80), 1);

        both.LogEvidence.ShouldBe(peeked);
    }

    [Fact]
    public void Two_detectors_without_a_common_threshold_are_refused()
    {
        var slower = EDetectorDesign.Bernoulli(0.78, 0.02, 0.4, 3650, Direction.Falling);

        Action make = () => new BothDetector(new(Up), new(slower));

        Should.Throw<ArgumentException>(make);
    }
}
