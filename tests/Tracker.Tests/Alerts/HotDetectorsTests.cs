using CustomerPerformanceTracker.Tracker.Tests.Divergence;

namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>What is held in memory is held only while it is what is stored, and no more of it than there is room for.</summary>
public sealed class HotDetectorsTests
{
    private const string Policy = "falling-trust";

    private static readonly WatchKey Key = new(Policy, Version: new StreamVersion(1), Generation: 1);
    private static readonly WatchStand Stand = new(Version: new StreamVersion(1), Seal: new SealNumber(10), Generation: 1);

    [Fact]
    public void What_was_put_is_found_while_the_policy_stands_where_it_was_moved()
    {
        var (hot, detectors) = (new HotDetectors(1_000_000), OfOneScope());
        hot.Begin(Key, stand: null);
        hot.Put(Policy, 7, detectors);
        hot.Stand(Policy, Stand);

        hot.Begin(Key, Stand);

        hot.Find(Policy, 7).ShouldBeSameAs(detectors);
        hot.Find(Policy, 8).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 11, 1, 1, 1)]
    [InlineData(2, 10, 1, 2, 1)]
    [InlineData(1, 10, 2, 1, 2)]
    [InlineData(1, 10, 1, 2, 1)]
    [InlineData(1, 10, 1, 1, 2)]
    public void What_another_moved_is_forgotten(long version, int seal, int generation, long keyVersion, int keyGeneration)
    {
        var hot = new HotDetectors(1_000_000);
        hot.Begin(Key, stand: null);
        hot.Put(Policy, 7, OfOneScope());
        hot.Stand(Policy, Stand);

        hot.Begin(new(Policy, new StreamVersion(keyVersion), keyGeneration), new(new StreamVersion(version), new SealNumber(seal), generation));

        hot.Find(Policy, 7).ShouldBeNull();
    }

    [Fact]
    public void Where_all_is_used_what_comes_finds_no_room()
    {
        var hot = new HotDetectors(3 * OfOneScope().Bytes);
        for (var pass = 0; pass < 5; pass++)
        {
            hot.Begin(Key, pass == 0 ? null : Stand);
            for (var campaign = 0; campaign < 10; campaign++)
            {
                if (hot.Find(Policy, campaign) is null)
                    hot.Put(Policy, campaign, OfOneScope());
            }

            hot.Stand(Policy, Stand);
        }

        Enumerable.Range(0, 10).Where(campaign => hot.Find(Policy, campaign) is not null).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void What_is_no_longer_used_gives_way()
    {
        var hot = new HotDetectors(3 * OfOneScope().Bytes);
        hot.Begin(Key, stand: null);
        foreach (var campaign in new[] { 0, 1, 2 })
            hot.Put(Policy, campaign, OfOneScope());
        hot.Stand(Policy, Stand);
        for (var pass = 0; pass < 4; pass++)
        {
            hot.Begin(Key, Stand);
            hot.Find(Policy, 1).ShouldNotBeNull();
        }

        hot.Put(Policy, 5, OfOneScope());

        Enumerable.Range(0, 10).Where(campaign => hot.Find(Policy, campaign) is not null).ShouldBe([1, 5]);
    }

    private static CampaignDetectors OfOneScope() =>
        new(through: null, new ReceivedTotals(), choices: null, [], [new(Scope.All, new Detector(Streams.Usual, []))]);
}
