namespace CustomerPerformanceTracker.Tracker.Tests.Kpis;

public sealed class KpiStackTests
{
    [Fact]
    public void Stack_is_read_in_the_order_of_its_file()
    {
        const string Yaml = """
            currency: EUR
            sides: { logic: 1, emotion: 2 }
            kpis:
              - { kpi: conversion_rate, target: previous, weight: 3 }
              - { kpi: trust, target: 75, floor: 35, weight: 2, minimum: 30, drop: 5 }
              - { kpi: cost_per_acquisition, target: 12.5, floor: 30 }
              - { kpi: ease, better: lower }
            """;

        var stack = KpiStack.Parse(Yaml);

        (stack.Currency, stack.LogicWeight, stack.EmotionWeight).ShouldBe(("EUR", 1, 2));
        stack.Goals.ShouldBe([
            new KpiGoal(Kpi.ConversionRate, Target.TheYardstick) { Weight = 3 },
            new KpiGoal(Kpi.Trust, new Target.Level(75, 35))
            {
                Weight = 2,
                MinimumN = 30,
                Drop = 5,
            },
            new KpiGoal(Kpi.CostPerAcquisition, new Target.Level(12.5, 30)),
            new KpiGoal(Kpi.Named("ease") with { Better = Better.Lower }, new Target.Level(20, 60)),
        ]);
    }

    [Fact]
    public void Entry_of_a_name_alone_is_read_as_by_default()
    {
        var stack = KpiStack.Parse("kpis: [" + string.Join(", ", KpiStack.Default.Goals.Select(goal => $"{{ kpi: {goal.Kpi.Name} }}")) + "]");

        stack.Goals.ShouldBe(KpiStack.Default.Goals);
    }

    [Theory]
    [InlineData("kpis: [ { kpi: trust } ]")]
    [InlineData("currency: EUR\nsides: { logic: 0, emotion: 2.5 }\nkpis: [ { kpi: cost_per_acquisition, target: 12.5, floor: 30 } ]")]
    [InlineData("kpis: [ { kpi: ease, better: lower, drop: 7 }, { kpi: ctr, target: 0.03, floor: 0.005, minimum: 900, drop: 2, weight: 0 } ]")]
    [InlineData("kpis: [ { kpi: loyalty, target: previous }, { kpi: effort, better: higher } ]")]
    public void A_stack_is_read_as_the_same_from_the_file_that_it_is_written_to(string yaml)
    {
        foreach (var stack in (KpiStack[])[KpiStack.Parse(yaml), KpiStack.Default])
        {
            var again = KpiStack.Parse(stack.ToYaml());

            again.Goals.ShouldBe(stack.Goals);
            (again.Currency, again.LogicWeight, again.EmotionWeight).ShouldBe((stack.Currency, stack.LogicWeight, stack.EmotionWeight));
        }
    }

    [Fact]
    public void Default_stack_weighs_both_sides_and_names_each_KPI_once()
    {
        var goals = KpiStack.Default.Goals;

        goals.Select(goal => goal.Kpi.Name).ShouldBeUnique();
        goals.Where(goal => goal.Weight > 0).Select(goal => goal.Kpi.Side).Distinct().Count().ShouldBe(2);
        goals.ShouldAllBe(goal => Kpi.IsName(goal.Kpi.Name));
    }

    [Theory]
    [InlineData("", "file", 1)]
    [InlineData("- trust", "file", 1)]
    [InlineData("kpis: [", "file", 2)]
    [InlineData("kpis: []", "kpis", 1)]
    [InlineData("kpis: trust", "kpis", 1)]
    [InlineData("kpis:\n  - trust", "kpis[0]", 2)]
    [InlineData("kpis:\n  - { target: 80 }", "kpis[0].kpi", 2)]
    [InlineData("kpis:\n  - { kpi: Trust }", "kpis[0].kpi", 2)]
    [InlineData("kpis:\n  - { kpi: ~ }", "kpis[0].kpi", 2)]
    [InlineData("kpis:\n  - { kpi: trust, target: high }", "kpis[0].target", 2)]
    [InlineData("kpis:\n  - { kpi: trust, target: 101 }", "kpis[0].target", 2)]
    [InlineData("kpis:\n  - { kpi: trust, target: .nan }", "kpis[0].target", 2)]
    [InlineData("kpis:\n  - { kpi: trust, target: 30 }", "kpis[0].target", 2)]
    [InlineData("kpis:\n  - { kpi: trust, floor: 90 }", "kpis[0].floor", 2)]
    [InlineData("kpis:\n  - { kpi: ctr, floor: 0.1 }", "kpis[0].floor", 2)]
    [InlineData("kpis:\n  - { kpi: trust, weight: -1 }", "kpis[0].weight", 2)]
    [InlineData("kpis:\n  - { kpi: trust, minimum: 2.5 }", "kpis[0].minimum", 2)]
    [InlineData("kpis:\n  - { kpi: trust, better: up }", "kpis[0].better", 2)]
    [InlineData("kpis:\n  - { kpi: revenue, target: 1000 }", "kpis[0].target", 2)]
    [InlineData("kpis:\n  - { kpi: trust }\n  - { kpi: trust }", "kpis", 2)]
    [InlineData("kpis:\n  - { kpi: trust, wieght: 2 }", "kpis[0].wieght", 2)]
    [InlineData("kpis:\n  - { kpi: trust, kpi: trust }", "file", 2)]
    [InlineData("currency: euro\nkpis: [ { kpi: trust } ]", "currency", 1)]
    [InlineData("sides: { logic: 0, emotion: 0 }\nkpis: [ { kpi: trust } ]", "sides", 1)]
    [InlineData("kpis: [ { kpi: trust } ]\nmood: good", "mood", 2)]
    public void Broken_rule_names_key_and_line(string yaml, string key, int line)
    {
        var broken = Should.Throw<StrictYamlException>(() => KpiStack.Parse(yaml));

        broken.Key.ShouldBe(key);
        broken.Line.ShouldBe(line);
        broken.Message.ShouldStartWith($"{key} (line {line}): {broken.Rule}. ");
        broken.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(100, 0.5)]
    [InlineData(200, 0.8)]
    [InlineData(50, 0.2)]
    [InlineData(0, 0)]
    public void Against_the_yardstick_doubling_is_worth_as_much_as_halving_costs(double now, double desirability)
    {
        Desirability(Target.TheYardstick, now, 100, Better.Higher).ShouldBe(desirability, 1e-12);
        Desirability(Target.TheYardstick, now, 100, Better.Lower).ShouldBe(1 - desirability, 1e-12);
    }

    [Theory]
    [InlineData(80, 0.881)]
    [InlineData(95, 0.971)]
    [InlineData(60, 0.5)]
    [InlineData(40, 0.119)]
    [InlineData(10, 0.0067)]
    public void Level_rises_from_floor_to_target_and_beyond(double value, double desirability)
    {
        Desirability(new Target.Level(80, 40), value, null, Better.Higher).ShouldBe(desirability, 0.001);
        Desirability(new Target.Level(20, 60), 100 - value, null, Better.Lower).ShouldBe(desirability, 0.001);
    }

    [Fact]
    public void Fall_that_matters_shows_far_above_the_target_too() =>
        Desirability(new Target.Level(80, 40), 90, 95, Better.Higher).ShouldBeLessThan(Desirability(new Target.Level(80, 40), 90, 90, Better.Higher) - 0.05);

    private static double Desirability(Target target, double value, double? yardstick, Better better) =>
        1 / (1 + Math.Exp(-target.LogOdds(value, yardstick, drop: 5, better)!.Value));
}
