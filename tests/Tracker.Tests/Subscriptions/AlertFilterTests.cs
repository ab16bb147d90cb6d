namespace CustomerPerformanceTracker.Tracker.Tests.Subscriptions;

public sealed class AlertFilterTests
{
    private static readonly AlertChange Change = SampleAlerts.Raised(
        SampleAlerts.Make("a1", campaign: "spring-launch", policy: "trust", severity: "critical", kind: AlertKind.Silence)
    );

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"policies":["trust"]}""", true)]
    [InlineData("""{"policies":["other"]}""", false)]
    [InlineData("""{"policies":["other","trust"]}""", true)]
    [InlineData("""{"campaigns":["spring-launch"]}""", true)]
    [InlineData("""{"campaigns":["spring"]}""", false)]
    [InlineData("""{"campaigns":["spring*"]}""", true)]
    [InlineData("""{"campaigns":["*"]}""", true)]
    [InlineData("""{"campaigns":["summer*"]}""", false)]
    [InlineData("""{"kinds":["silence"]}""", true)]
    [InlineData("""{"kinds":["divergence"]}""", false)]
    [InlineData("""{"severities":["critical"]}""", true)]
    [InlineData("""{"severities":["warning"]}""", false)]
    [InlineData("""{"changes":["raised"]}""", true)]
    [InlineData("""{"changes":["alert_raised"]}""", true)]
    [InlineData("""{"changes":["resolved"]}""", false)]
    [InlineData("""{"teams":["Payments"]}""", true)]
    [InlineData("""{"teams":["Growth"]}""", false)]
    [InlineData("""{"teams":["Growth","Payments"],"severities":["critical"],"campaigns":["spring*"]}""", true)]
    [InlineData("""{"teams":["Payments"],"severities":["warning"]}""", false)]
    public void A_change_is_wanted_that_every_list_wants(string filter, bool wanted) =>
        Read(filter).Checked().Wants(Change, new HashSet<string>(["Payments"])).ShouldBe(wanted);

    [Fact]
    public void A_filter_reads_as_it_was_written()
    {
        var filter = new AlertFilter(["p"], ["c*"], ["silence"], ["critical"], ["t"], ["raised"]);

        Read(SubscriptionForms.Stored.Element(new StoredFiltering(StoredFilter.Of(filter))).GetProperty("filter").GetRawText()).ShouldBe(filter);
        AlertFilter.Lists.ShouldBe(["policies", "campaigns", "kinds", "severities", "teams", "changes"]);
    }

    private static AlertFilter Read(string filter) =>
        SubscriptionForms.Stored.Read<StoredFiltering>(JsonElement.Parse($$"""{"filter":{{filter}}}""")).Filter.Read();
}
