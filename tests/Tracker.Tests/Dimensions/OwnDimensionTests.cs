namespace CustomerPerformanceTracker.Tracker.Tests.Dimensions;

public sealed class OwnDimensionTests
{
    [Theory]
    [InlineData("dimensions:\n  - { name: Agent }\n", "'Agent' is no name of a dimension.")]
    [InlineData("dimensions:\n  - { name: \"agent\\n\" }\n", "is no name of a dimension.")]
    [InlineData("dimensions:\n  - { name: channel }\n", "Take another name, such as sales_channel.")]
    [InlineData("dimensions:\n  - { name: team }\n", "Take another name, such as sales_team.")]
    [InlineData("dimensions:\n  - { name: agent, type: date }\n", "must be one of text, number, flag, not `date`")]
    [InlineData("dimensions:\n  - { name: agent }\n  - { name: agent, type: flag }\n", "names `agent` more than once")]
    [InlineData("dimensions:\n  - { name: agent, kind: text }\n", "kind")]
    public void A_document_that_breaks_a_rule_is_refused(string yaml, string told) =>
        Should.Throw<StrictYamlException>(() => OwnDimensions.Parse(yaml)).Message.ShouldContain(told);

    [Fact]
    public void An_eleventh_dimension_is_refused()
    {
        var eleven = new OwnDimensions([.. Enumerable.Range(1, 11).Select(number => new OwnDimension($"own_{number}", DimensionType.Text))]);

        Should.Throw<StrictYamlException>(() => OwnDimensions.Parse(eleven.ToYaml())).Message.ShouldContain("names 11, and a workspace has at most 10");
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var declared = new OwnDimensions([new("plan", DimensionType.Text), new("agent_2", DimensionType.Number), new("returning", DimensionType.Flag)]);

        OwnDimensions.Parse(declared.ToYaml()).Declared.ShouldBe(declared.Declared);
        OwnDimensions.Parse(OwnDimensions.None.ToYaml()).Declared.ShouldBeEmpty();
        declared.Form.ShouldBe("""{"agent_2": "number", "plan": "text", "returning": "flag"}""");
    }

    [Fact]
    public void Scopes_are_equal_where_their_own_values_are()
    {
        static Scope Of(params (string, string)[] own) => new(Own: OwnValues.Of([.. own.Select(one => KeyValuePair.Create(one.Item1, one.Item2))]));

        Of(("agent", "Amir"), ("plan", "")).ShouldBe(Of(("plan", ""), ("agent", "Amir")));
        Of(("agent", "Amir")).GetHashCode().ShouldBe(Of(("agent", "Amir")).GetHashCode());
        Of(("agent", "Amir")).ShouldNotBe(Of(("agent", "Bea")));
        Of(("agent", "Amir")).ShouldNotBe(Scope.All);
        Of().ShouldBe(Scope.All);
    }
}
