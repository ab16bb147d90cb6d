using System.Globalization;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>The file form of a <see cref="KpiStack"/>, every rule of it checked.</summary>
internal static class KpiStackYaml
{
    private const double MostWeight = 1_000;
    private const long MostMinimum = 1_000_000_000;

    public static KpiStack Read(string yaml)
    {
        var file = StrictYaml.Root(yaml);
        var currency = Currency(file);
        var sides = file.Map("sides");
        var stack = new KpiStack
        {
            Goals = [.. file.List("kpis").Select(entry => Goal(entry, currency))],
            Currency = currency,
            LogicWeight = sides?.Number("logic", 0, MostWeight) ?? 1,
            EmotionWeight = sides?.Number("emotion", 0, MostWeight) ?? 1,
        };
        sides?.NothingElse();
        file.NothingElse();

        if (stack.Goals.Count == 0)
            throw file.Broken("kpis", "must name at least one KPI", "Write `kpis:` and below it a line `- { kpi: trust }`.");
        if (stack.LogicWeight + stack.EmotionWeight == 0)
            throw file.Broken("sides", "must give at least one side a weight above 0", "Write for example `sides: { logic: 1, emotion: 1 }`.");
        if (stack.Goals.CountBy(goal => goal.Kpi.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Value > 1) is { Key: { } twice })
            throw file.Broken("kpis", $"names `{twice}` more than once", "Keep one of the entries.");
        return stack;
    }

    /// <summary>A stack as a file that is read as the same stack. What is as usual is left out, but for aims and weights.</summary>
    public static string Write(KpiStack stack)
    {
        var sides = string.Create(CultureInfo.InvariantCulture, $"sides: {{ logic: {stack.LogicWeight}, emotion: {stack.EmotionWeight} }}\n");
        var kpis = stack.Goals.Select(goal => $"  - {{ {string.Join(", ", Entry(goal))} }}\n");
        return $"{(stack.Currency is { } currency ? $"currency: {currency}\n" : "")}{sides}kpis:\n{string.Concat(kpis)}";
    }

    private static IEnumerable<string> Entry(KpiGoal goal)
    {
        var usual = KpiStack.GoalOf(goal.Kpi);
        yield return $"kpi: {goal.Kpi.Name}";
        if (goal.Kpi.Better != Kpi.Named(goal.Kpi.Name).Better)
            yield return $"better: {(goal.Kpi.Better == Better.Higher ? "higher" : "lower")}";
        if (goal.Target is Target.Level level)
        {
            yield return Member("target", level.Value);
            yield return Member("floor", level.Floor);
        }
        else
        {
            yield return "target: previous";
        }

        yield return Member("weight", goal.Weight);
        if (goal.MinimumN != usual.MinimumN)
            yield return Member("minimum", goal.MinimumN);
        if (goal.Kpi.Side == Side.Emotion || goal.Drop != usual.Drop)
            yield return Member("drop", goal.Drop);
    }

    private static string Member(string name, IFormattable value) => $"{name}: {value.ToString(format: null, CultureInfo.InvariantCulture)}";

    private static string? Currency(StrictYaml file) =>
        file.Text("currency") switch
        {
            null => null,
            { Length: 3 } code when code.All(char.IsAsciiLetterUpper) => code,
            var other => throw file.Broken("currency", $"must be an ISO 4217 code, not `{other}`", "Write three capital letters, such as EUR."),
        };

    private static KpiGoal Goal(StrictYaml entry, string? currency)
    {
        var name = entry.RequiredText("kpi");
        if (!Kpi.IsName(name))
            throw entry.Broken(
                "kpi",
                $"must be a name in snake case, not `{name}`",
                "Write lower-case letters, digits and underscores, such as perceived_value."
            );

        var known = Kpi.Named(name);
        var kpi = known with { Better = Direction(entry) ?? known.Better };
        var usual = KpiStack.GoalOf(kpi);
        var goal = usual with
        {
            Target = Aim(entry, kpi, usual.Target),
            Weight = entry.Number("weight", 0, MostWeight) ?? usual.Weight,
            MinimumN = entry.Whole("minimum", 0, MostMinimum) ?? usual.MinimumN,
            Drop = entry.Number("drop", 0, 200) ?? usual.Drop,
        };
        entry.NothingElse();

        if (goal.Target is Target.Level && kpi.Unit == KpiUnit.Money && currency is null)
            throw entry.Broken("target", "is an amount of money in no currency", "Add `currency: EUR` to the file, or measure against `target: previous`.");
        return goal;
    }

    private static Better? Direction(StrictYaml entry) =>
        entry.Text("better") switch
        {
            null => null,
            "higher" => Better.Higher,
            "lower" => Better.Lower,
            var other => throw entry.Broken("better", $"must be `higher` or `lower`, not `{other}`", "Write one of the two."),
        };

    private static Target Aim(StrictYaml entry, Kpi kpi, Target usual)
    {
        var floor = entry.Number("floor");
        var previous = entry.Text("target") is "previous";
        var target = previous ? null : entry.Number("target") ?? (usual as Target.Level)?.Value;
        if (target is not { } value)
        {
            return floor is null
                ? Target.TheYardstick
                : throw entry.Broken("floor", "has no meaning against the yardstick", "Remove it, or give a number as `target`.");
        }

        var level = new Target.Level(value, floor ?? (usual as Target.Level)?.Floor ?? (kpi.Better == Better.Higher ? value / 2 : value * 2));
        var (least, most) = Limits(kpi.Unit);
        if (value < least || value > most)
            throw entry.Broken("target", $"cannot be reached by `{kpi.Name}`, which runs {Limit(least)} to {Limit(most)}", Remedy(kpi.Unit));
        if (kpi.Better == Better.Higher ? level.Floor >= value : level.Floor <= value)
            throw entry.Broken(
                floor is null ? "target" : "floor",
                "must leave the floor on the worse side of the target",
                "Move one of `target` and `floor`; higher is better unless `better: lower` says otherwise."
            );
        return level;
    }

    private static (double Least, double Most) Limits(KpiUnit unit) =>
        unit switch
        {
            KpiUnit.Score => (0, 100),
            KpiUnit.NetScore => (-100, 100),
            _ => (0, double.PositiveInfinity),
        };

    private static string Limit(double limit) => double.IsInfinity(limit) ? "without end" : limit.ToString(CultureInfo.InvariantCulture);

    private static string Remedy(KpiUnit unit) =>
        unit switch
        {
            KpiUnit.Score => "Write a number of points, such as 80.",
            KpiUnit.NetScore => "Write a number of points, such as 30.",
            _ => "Write a number from 0 on, such as 0.05 for five percent.",
        };
}
