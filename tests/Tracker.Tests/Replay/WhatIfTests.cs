using CustomerPerformanceTracker.Readings.Replay;
using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Replay;

/// <summary>Policies that are tried on what was received, beside those in use.</summary>
public sealed class WhatIfTests
{
    private static readonly Policy Slow = Named("slow", 6);

    [Fact]
    public void A_grid_tries_each_setting_with_each_other_and_names_policies_by_them()
    {
        var made = PolicyGrid.Parse(["drop=1,2", "every=180d,365d"]).Over([Slow]);

        made.Select(policy => policy.Name).ShouldBe(["slow drop=1 every=180d", "slow drop=1 every=365d", "slow drop=2 every=180d", "slow drop=2 every=365d"]);
        made.Select(policy => (policy.Emotion.Drop, policy.FalseAlarmDays)).ShouldBe([(1, 180), (1, 365), (2, 180), (2, 365)]);
        PolicyGrid.Parse([]).Over([Slow]).ShouldBe([Slow]);
    }

    [Theory]
    [InlineData("drop=a", "drop=a")]
    [InlineData("every=7", "every=7")]
    [InlineData("depth=3", "has no key `depth`")]
    [InlineData("drop", "'drop' is no line of a grid")]
    [InlineData("minimumAnswers=2.5", "a whole number")]
    public void A_setting_that_is_none_is_refused_by_name(string text, string told)
    {
        var refused = Should.Throw<FormatException>(() => PolicyGrid.Parse([text]));

        refused.Message.ShouldContain(told);
    }

    [Fact]
    public void A_policy_that_waits_for_less_tells_the_same_fall_sooner_and_one_that_waits_for_more_misses_it()
    {
        var tried = Tried(Named("quick", 1), Named("deaf", 40));

        tried.Policies.Select(one => (one.Policy.Name, one.IsInUse)).ShouldBe([("slow", true), ("quick", false), ("deaf", false)]);
        var told = tried.Policies[1].Alerts.ShouldHaveSingleItem();
        told.DaysSooner!.Value.ShouldBeGreaterThan(0);
        told.InUse!.Value.Policy.ShouldBe("slow");
        tried.Policies[1].Missed.ShouldBeEmpty();
        tried.Policies[2].Alerts.ShouldBeEmpty();
        tried.Policies[2].Missed.ShouldHaveSingleItem().Campaign.ShouldBe("spring");
    }

    [Fact]
    public void Expected_false_alarms_are_the_watched_days_with_answers_over_the_policy_s_own_rate()
    {
        var one = Tried(Named("quick", 1)).Policies[1];

        // The first null is in force from day 55 on, so 244 of 300 days count.
        one.ExpectedFalse.ShouldBe(244 / 365.0, 1e-9);
        one.Years.ShouldBe(245 / 365.25, 1e-9);
        one.AYear!.Value.ShouldBe(1 / one.Years, 1e-9);
    }

    [Fact]
    public void Ends_choose_what_is_told_and_not_what_is_known()
    {
        var whole = Tried(Named("quick", 1)).Policies[1].Alerts[0];

        var ended = Tried(whole.Alarm.On, Named("quick", 1));

        ended.Policies[1].Alerts.ShouldHaveSingleItem().Alarm.ShouldBe(whole.Alarm);
        ended.From.ShouldBe(whole.Alarm.On);
    }

    [Fact]
    public void Policies_that_read_the_same_days_together_are_in_the_state_of_each_alone()
    {
        // Two falls with a recovery between, so that some policies have a past fall and others do not.
        DayBatch[] days = [.. Enumerable.Range(0, 500).Select(day => Exact(day, day is >= 200 and < 240 or >= 420 ? 0.7 : 0.78 + (day % 7 / 100.0)))];
        Policy[] policies = [Slow, Named("quick", 1), Named("other", 3), Named("short", 1) with { Baseline = Slow.Baseline with { Days = 28 } }];
        var shared = new SharedDays();
        (DivergenceWatch Alone, DivergenceWatch Together)[] watches =
        [
            .. policies.Select(policy => (new DivergenceWatch(policy), new DivergenceWatch(policy, [], shared))),
        ];

        var alarms = 0;
        foreach (var day in days)
        {
            foreach (var (alone, together) in watches)
            {
                alarms += alone.Close(day).Count;
                together.Close(day);
                together.Save().ShouldBe(alone.Save());
            }
        }

        alarms.ShouldBeGreaterThan(policies.Length);
    }

    private static WhatIf Tried(params Policy[] policies) => Tried(from: null, policies);

    private static WhatIf Tried(LocalDate? from, params Policy[] policies)
    {
        var question = new WhatIfQuestion(policies, [], from);
        var days = new Dictionary<Scope, IReadOnlyList<DayBatch>>
        {
            [Scope.All] = [.. Enumerable.Range(0, 300).Select(day => Exact(day, day < 200 ? 0.8 : 0.7))],
        };
        var shared = new Dictionary<Scope, SharedDays> { [Scope.All] = new() };
        PolicyTally[] tallies = [new(Slow, isInUse: true, question), .. policies.Select(policy => new PolicyTally(policy, isInUse: false, question))];
        foreach (var tally in tallies)
            tally.Add("spring", days, shared, []);
        return PolicyTally.Summed(tallies, campaigns: 1, Cursors.Now, new SealNumber(1));
    }

    private static Policy Named(string name, double drop) =>
        Policy.Parse($"{{ name: {name}, logic: {{ kpi: conversion_rate }}, emotion: {{ kpi: trust, drop: {drop} }} }}");
}
