using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>Days in few bytes come back as they were.</summary>
public sealed class DayPackTests
{
    private static readonly DayBatch[] Days =
    [
        new(Day(0), 12, 100, 70_000, 9, 40) { Strata = [new(int.MinValue + 1, 2, 20_000), new(-5, 4, 30_000), new(int.MaxValue, 3, 20_000)] },
        new(Day(3), -7, 0, 0, 0, 1),
        new(Day(4), Int128.MaxValue / 3, 0, 40_000, 4, 0) { Strata = [new(-5, 4, 40_000)] },
    ];

    [Fact]
    public void Days_and_their_strata_come_back()
    {
        var back = DayPack.Unpack(DayPack.Pack(Days));

        back.Select(day => day with { Strata = [] }).ShouldBe(Days.Select(day => day with { Strata = [] }));
        back.Select(day => day.Strata.ToArray()).ShouldBe(Days.Select(day => day.Strata.ToArray()));
    }

    [Fact]
    public void Bytes_that_end_early_are_refused()
    {
        var bytes = DayPack.Pack(Days);

        foreach (var length in new[] { 1, 3, bytes.Length - 2, bytes.Length - 1 })
            Should.Throw<FormatException>(() => DayPack.Unpack(bytes.AsSpan(0, length)));
    }
}
