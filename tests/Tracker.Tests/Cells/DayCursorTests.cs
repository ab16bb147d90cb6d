namespace CustomerPerformanceTracker.Tracker.Tests.Cells;

public sealed class DayCursorTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void A_date_ends_with_its_whole_day()
    {
        var cursor = DayCursor.Parse("2025-05-03", Berlin);

        (cursor.Whole, cursor.Inside, cursor.Day).ShouldBe((new LocalDate(2025, 5, 3), null, new LocalDate(2025, 5, 3)));
        cursor.ToString().ShouldBe("2025-05-03");
    }

    [Theory]
    [InlineData("2025-05-03T12:00:00Z", "2025-05-02", "2025-05-03")]
    [InlineData("2025-05-03T23:30:00Z", "2025-05-03", "2025-05-04")]
    [InlineData("2025-05-03T00:30:00+02:00", "2025-05-02", "2025-05-03")]
    [InlineData("2025-03-29T23:00:00Z", "2025-03-29", "2025-03-30")]
    [InlineData("2025-03-30T22:00:00Z", "2025-03-30", "2025-03-31")]
    public void An_instant_stands_inside_its_day_in_the_workspace_s_zone(string text, string whole, string day)
    {
        var cursor = DayCursor.Parse(text, Berlin);

        (cursor.Whole.ToString("uuuu-MM-dd", null), cursor.Day.ToString("uuuu-MM-dd", null)).ShouldBe((whole, day));
        cursor.Inside.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2025-05-03T12:00:00")]
    [InlineData("2025-02-30")]
    [InlineData("")]
    public void What_is_neither_is_refused_with_both_forms_shown(string text)
    {
        Should.Throw<FormatException>(() => DayCursor.Parse(text, Berlin)).Message.ShouldContain("2025-05-03T12:00:00Z");
    }
}
