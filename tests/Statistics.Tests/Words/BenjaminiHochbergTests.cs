namespace CustomerPerformanceTracker.Statistics.Tests.Words;

public sealed class BenjaminiHochbergTests
{
    // The example of Benjamini and Hochberg (1995), 4.2.
    private static readonly double[] Published =
    [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0000,
    ];

    [Fact]
    public void Four_of_the_published_probabilities_are_rejected() => BenjaminiHochberg.Adjusted(Published).Count(q => q <= 0.05).ShouldBe(4);

    [Fact]
    public void Adjusted_probabilities_keep_the_order_and_the_places()
    {
        double[] shuffled = [.. Published.Reverse()];

        var adjusted = BenjaminiHochberg.Adjusted(shuffled);

        adjusted.Reverse().ShouldBe(BenjaminiHochberg.Adjusted(Published));
        adjusted.ShouldBeInOrder(SortDirection.Descending);
        adjusted[^1].ShouldBe(0.0015, 1e-12);
    }

    [Fact]
    public void Of_none_there_are_none() => BenjaminiHochberg.Adjusted([]).ShouldBeEmpty();
}
