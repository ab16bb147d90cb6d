namespace CustomerPerformanceTracker.Tracker.Tests.Journey;

public sealed class JourneyMapTests
{
    [Fact]
    public void Map_is_read_in_the_order_of_the_journey()
    {
        const string Yaml = """
            journey:
              - { touchpoint: landing, stage: awareness, team: Brand }
              - { touchpoint: checkout, stage: purchase, team: Payments, momentOfTruth: true }
            """;

        var map = JourneyMap.Parse(Yaml);

        map.Touchpoints.ShouldBe([new("landing", "awareness", "Brand", MomentOfTruth: false), new("checkout", "purchase", "Payments", MomentOfTruth: true)]);
    }

    [Fact]
    public void Touchpoint_is_found_by_its_exact_name()
    {
        var map = JourneyMap.Parse("journey: [ { touchpoint: checkout, stage: purchase, team: Payments } ]");

        var (known, unknown) = (map.Find("checkout"), map.Find("Checkout"));

        known!.Team.ShouldBe("Payments");
        unknown.ShouldBeNull();
        JourneyMap.Empty.Find("checkout").ShouldBeNull();
    }

    [Theory]
    [InlineData("journey: []", "journey")]
    [InlineData("journey: checkout", "journey")]
    [InlineData("journey: [ checkout ]", "journey[0]")]
    [InlineData("journey: [ { stage: purchase, team: Payments } ]", "journey[0].touchpoint")]
    [InlineData("journey: [ { touchpoint: checkout, team: Payments } ]", "journey[0].stage")]
    [InlineData("journey: [ { touchpoint: checkout, stage: purchase } ]", "journey[0].team")]
    [InlineData("journey: [ { touchpoint: checkout, stage: purchase, team: '' } ]", "journey[0].team")]
    [InlineData("journey: [ { touchpoint: a, stage: b, team: c, momentOfTruth: yes } ]", "journey[0].momentOfTruth")]
    [InlineData("journey: [ { touchpoint: a, stage: b, team: c, moment: true } ]", "journey[0].moment")]
    [InlineData("journey: [ { touchpoint: a, stage: b, team: c }, { touchpoint: a, stage: d, team: e } ]", "journey")]
    [InlineData("steps: []", "steps")]
    public void Broken_rule_names_its_key(string yaml, string key)
    {
        var broken = Should.Throw<StrictYamlException>(() => JourneyMap.Parse(yaml));

        broken.Key.ShouldBe(key);
    }
}
