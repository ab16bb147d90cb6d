namespace CustomerPerformanceTracker.Tracker.Tests.Settings;

public sealed class KnownNamesTests
{
    private static readonly string[] Known = ["campaigns", "kinds", "severities", "policies"];

    [Theory]
    [InlineData("campaign", "campaigns")]
    [InlineData("campaing", "campaigns")]
    [InlineData("Kinds", "kinds")]
    [InlineData("severity", "severities")]
    [InlineData("polices", "policies")]
    [InlineData("weather", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_the_one_that_was_probably_meant(string given, string? meant) => KnownNames.Nearest(given, Known).ShouldBe(meant);

    [Fact]
    public void A_refusal_names_what_is_known_and_what_was_meant() =>
        KnownNames.Refusal("list", "kind", Known).ShouldBe("'kind' is no list; known are campaigns, kinds, severities, policies. Did you mean 'kinds'?");
}
