namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

public sealed class PolicyTests
{
    private const string Least = """
        name: p
        logic: { kpi: visits }
        emotion: { kpi: trust }
        """;

    [Fact]
    public void A_full_policy_is_read_as_written()
    {
        var policy = Policy.Parse(
            """
            name: use-holds-trust-falls
            logic:   { kpi: visits, state: rising, tolerance: 20% }
            emotion: { kpi: clarity, state: falling, drop: 4.5 }
            baseline: { days: 182, quantile: 0.1 }
            falseAlarm: { every: 3650d, form: strict }
            minimumAnswers: 40
            silence: 21d
            scope: { campaigns: ["spring", "autumn"], by: [segment, touchpoint] }
            """
        );

        policy.Name.ShouldBe("use-holds-trust-falls");
        policy.Logic.ShouldBe(new(Kpi.Visits, LogicState.Rising, 0.2));
        policy.Emotion.ShouldBe(new(Kpi.Clarity, 4.5));
        policy.Baseline.ShouldBe(new(182, 0.1));
        (policy.FalseAlarmDays, policy.MinimumAnswers, policy.SilenceDays).ShouldBe((3650, 40, 21));
        policy.Form.ShouldBe(PromiseForm.Strict);
        policy.Scope.Campaigns.ShouldBe(["spring", "autumn"]);
        policy.Scope.By.ShouldBe(["segment", "touchpoint"]);
    }

    [Fact]
    public void What_is_left_out_has_its_documented_value()
    {
        var policy = Policy.Parse(Least);

        policy.Logic.ShouldBe(new(Kpi.Visits, LogicState.HoldingOrRising, 0.05));
        policy.Emotion.Drop.ShouldBe(1);
        policy.Form.ShouldBe(PromiseForm.Deflated);
        policy.Baseline.ShouldBe(new(56, 0.05));
        (policy.FalseAlarmDays, policy.MinimumAnswers, policy.SilenceDays).ShouldBe((365, 30, null));
        policy.Scope.Campaigns.ShouldBe(["*"]);
        policy.Scope.By.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("logic: { kpi: trust }", "logic.kpi")]
    [InlineData("logic: { kpi: refund_rate }", "logic.kpi")]
    [InlineData("logic: { kpi: visits, state: falling }", "logic.state")]
    [InlineData("logic: { kpi: visits, tolerance: 0.2 }", "logic.tolerance")]
    [InlineData("logic: { kpi: visits, tolerance: 100% }", "logic.tolerance")]
    [InlineData("logic: { kpi: visits, tolerance: -5% }", "logic.tolerance")]
    [InlineData("logic: { kpi: visits, slack: 5% }", "logic.slack")]
    [InlineData("emotion: { kpi: revenue }", "emotion.kpi")]
    [InlineData("emotion: { kpi: effort }", "emotion.kpi")]
    [InlineData("emotion: { kpi: trust, state: rising }", "emotion.state")]
    [InlineData("emotion: { kpi: trust, drop: -1 }", "emotion.drop")]
    [InlineData("baseline: { days: 7 }", "baseline.days")]
    [InlineData("baseline: { days: 56.5 }", "baseline.days")]
    [InlineData("baseline: { quantile: 0.6 }", "baseline.quantile")]
    [InlineData("falseAlarm: { every: 365 }", "falseAlarm.every")]
    [InlineData("falseAlarm: { every: 1d }", "falseAlarm.every")]
    [InlineData("falseAlarm: { }", "falseAlarm.every")]
    [InlineData("falseAlarm: { every: 365d, form: exact }", "falseAlarm.form")]
    [InlineData("minimumAnswers: 0", "minimumAnswers")]
    [InlineData("silence: 2w", "silence")]
    [InlineData("silence: 99999999999d", "silence")]
    [InlineData("scope: { campaigns: [] }", "scope.campaigns")]
    [InlineData("scope: { campaigns: spring }", "scope.campaigns")]
    [InlineData("scope: { by: [Weather] }", "scope.by")]
    [InlineData("severity: high", "severity")]
    public void A_line_that_breaks_a_rule_is_refused_with_key_rule_and_remedy(string line, string key)
    {
        var root = line[..line.IndexOf(':', StringComparison.Ordinal)];
        var yaml = string.Join('\n', Least.Split('\n').Where(kept => !kept.StartsWith(root, StringComparison.Ordinal)).Append(line));

        var broken = Should.Throw<StrictYamlException>(() => Policy.Parse(yaml));

        broken.Key.ShouldBe(key);
        broken.Rule.ShouldNotBeEmpty();
        broken.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("name")]
    [InlineData("logic")]
    [InlineData("emotion")]
    public void A_policy_without_its_core_is_refused(string key)
    {
        var yaml = string.Join('\n', Least.Split('\n').Where(line => !line.StartsWith(key, StringComparison.Ordinal)));

        Should.Throw<StrictYamlException>(() => Policy.Parse(yaml)).Key.ShouldBe(key);
    }
}
