using CustomerPerformanceTracker.Loop.Digests;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Tests.Digests;

public sealed class RhythmTests
{
    [Theory]
    [InlineData("daily", "2025-05-07T06:00:00", "2025-05-07")]
    [InlineData("daily", "2025-05-07T05:59:59", "2025-05-06")]
    [InlineData("weekly", "2025-05-07T12:00:00", "2025-05-05")]
    [InlineData("weekly", "2025-05-05T06:00:00", "2025-05-05")]
    [InlineData("weekly", "2025-05-05T05:59:59", "2025-04-28")]
    [InlineData("weekly", "2025-05-04T23:00:00", "2025-04-28")]
    public void A_digest_is_due_at_six_by_the_zone_of_the_workspace_and_a_weekly_one_on_Mondays(string every, string local, string due)
    {
        foreach (var zone in (string[])["UTC", "Asia/Tokyo", "America/Los_Angeles"])
        {
            var days = DateTimeZoneProviders.Tzdb[zone];
            var now = LocalDateTimePattern.GeneralIso.Parse(local).Value.InZoneStrictly(days).ToInstant();
            Rhythms.LastDue(Rhythms.Read(every), now, days).ShouldBe(LocalDatePattern.Iso.Parse(due).Value, zone);
        }
    }

    [Fact]
    public void A_rhythm_that_is_none_is_refused_with_those_there_are() =>
        Should.Throw<RefusedException>(() => Rhythms.Read("hourly")).Message.ShouldBe("'hourly' is no rhythm of digests; the rhythms are daily and weekly.");

    [Theory]
    [InlineData(null, "weekly 2025-05-05 first 40")]
    [InlineData(12, "weekly 2025-05-05 12 40")]
    public void A_span_is_kept_as_ever_and_reads_back(int? since, string kept)
    {
        var span = new DigestSpan(Rhythm.Weekly, new LocalDate(2025, 5, 5), since is { } seal ? new SealNumber(seal) : null, new SealNumber(40));

        span.ToString().ShouldBe(kept);
        DigestSpan.Parse(kept).ShouldBe(span);
        Should.Throw<FormatException>(() => DigestSpan.Parse("weekly 2025-05-05 40"));
    }
}
