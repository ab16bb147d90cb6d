using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What a card's rows say together: which way each side surely went, the word for it, and what cannot be said.</summary>
internal sealed class Verdict
{
    // The fall that matters is ruled out with this certainty, to one side.
    private const double Held = 0.975;

    // A question that nobody was asked for longer is asked no more.
    private const int Year = 365;

    private readonly (KpiGoal Goal, KpiReading Row)[] rows;
    private readonly IReadOnlyList<(LocalDate Day, Totals Totals)> days;

    public Verdict(IReadOnlyList<KpiGoal> goals, IReadOnlyList<KpiReading> kpis, IReadOnlyList<(LocalDate Day, Totals Totals)> days)
    {
        this.days = [.. days.Where(day => day.Day > days[^1].Day.PlusDays(-Year))];
        rows = [.. kpis.Select(row => (goals.First(goal => goal.Kpi.Name == row.Kpi.Name), row))];
        Sides = new(SideOf(CardSide.Demand), SideOf(CardSide.Feeling), SideOf(CardSide.Regret));
        var asked = rows.Where(row => IsFelt(row) && WasAsked(row.Goal)).ToArray();
        NotAsked = [.. rows.Where(row => IsFelt(row) && !WasAsked(row.Goal)).Select(row => row.Goal.Kpi)];
        Missing = [.. asked.Where(row => !WouldBeSeen(row)).Select(row => new MissingAnswers(row.Goal.Kpi, MissingOf(row)))];
        Reading = ReadingOf(IsFeelingSeen(asked));
        Since = SinceOf();
    }

    public Sides Sides { get; }

    public Reading Reading { get; }

    public LocalDate? Since { get; }

    public IReadOnlyList<Kpi> NotAsked { get; }

    public IReadOnlyList<MissingAnswers> Missing { get; }

    public IReadOnlyList<(KpiReading Row, double Floor)> BelowFloor =>
        [
            .. rows.Where(row =>
                    IsFelt(row)
                    && row.Row.Value is { } value
                    && row.Goal.Target is Target.Level level
                    && (row.Row.Kpi.Better == Better.Higher ? value.High < level.Floor : value.Low > level.Floor)
                )
                .Select(row => (row.Row, ((Target.Level)row.Goal.Target).Floor)),
        ];

    private bool IsHurt => Sides.Feeling == Sure.Worse || Sides.Regret == Sure.Worse;

    // Where customers did nothing at all there is no demand to be held against what they felt.
    private bool IsDemandKnown => rows.Any(row => row.Goal.Kpi.CardSide == CardSide.Demand && row.Row.Value is not null);

    private Reading ReadingOf(bool isSeen) =>
        (IsDemandKnown, Sides.Demand, IsHurt) switch
        {
            (false, _, _) => Reading.NotEnoughAnswers,
            (_, Sure.Worse, true) => Reading.Declining,
            (_, _, true) => Reading.Misleading,
            _ when !isSeen => Reading.NotEnoughAnswers,
            (_, Sure.Worse, _) => Reading.UnconvertedTrust,
            _ => Reading.Sustainable,
        };

    /// <summary>
    /// A side goes the way that more weight of its sure KPIs went; feeling and regret are worse as soon as one of theirs is, which no other one makes good.
    /// </summary>
    private Sure SideOf(CardSide side)
    {
        var worse = Weight(side, Sure.Worse);
        var better = Weight(side, Sure.Better);
        return worse > 0 && (side != CardSide.Demand || worse >= better) ? Sure.Worse
            : better > 0 ? Sure.Better
            : Sure.No;
    }

    private double Weight(CardSide side, Sure sure) => rows.Where(row => row.Goal.Kpi.CardSide == side && row.Row.Sure == sure).Sum(row => row.Goal.Weight);

    /// <summary>That of the KPI with the most weight among those that give the reading its word; of several, the surest.</summary>
    private LocalDate? SinceOf()
    {
        var wanted = Reading is Reading.Misleading or Reading.Declining or Reading.UnconvertedTrust ? Sure.Worse : Sure.Better;
        return rows.Where(row => row.Row.Sure == wanted && row.Row.Since is not null)
            .OrderBy(row => row.Goal.Kpi.CardSide == CardSide.Demand && IsHurt)
            .ThenByDescending(row => row.Goal.Weight)
            .ThenBy(row => row.Row.Level!.Comparison!.Value.PValue)
            .FirstOrDefault()
            .Row?.Since;
    }

    private static bool IsFelt((KpiGoal Goal, KpiReading Row) row) => row.Goal.Kpi.CardSide == CardSide.Feeling && row.Goal.Weight > 0;

    /// <summary>Whether so many were ever asked as the KPI's minimum wants of one window.</summary>
    private bool WasAsked(KpiGoal goal)
    {
        var answers = 0L;
        foreach (var (_, totals) in days)
            answers += totals.Answers(totals.Instrument(goal.Kpi.Name), goal.Kpi.Name).N;
        return answers >= Math.Max(1, goal.MinimumN);
    }

    /// <summary>
    /// Whether a fall of feeling that matters would have shown: in KPIs that hold at least half of the weight of those asked. A KPI whose answers do not rule
    /// such a fall out is passed over, and named, as long as its own figure points to less than half of one.
    /// </summary>
    private static bool IsFeelingSeen((KpiGoal Goal, KpiReading Row)[] asked)
    {
        var seen = asked.Where(WouldBeSeen).ToArray();
        return seen.Length > 0 && 2 * seen.Sum(row => row.Goal.Weight) >= asked.Sum(row => row.Goal.Weight) && asked.All(PointsToNoFall);
    }

    private static bool PointsToNoFall((KpiGoal Goal, KpiReading Row) row) =>
        row.Row.Level?.Comparison is not { } comparison || row.Row.Value is null || Toward(row.Goal, comparison.Difference) > -Fall(row.Goal) / 2;

    /// <summary>Whether the fall that matters would have shown: the whole of the change's interval, to the bad side, lies within it.</summary>
    private static bool WouldBeSeen((KpiGoal Goal, KpiReading Row) row) =>
        row.Row.Level?.Comparison is { } comparison
        && row.Row.Value is not null
        && Toward(row.Goal, comparison.Difference) - comparison.HalfWidth((2 * Held) - 1) > -Fall(row.Goal);

    /// <summary>
    /// From the standard error √(deff v (1/N + 1/N0)): with the answers it has beside the yardstick's, or, where the yardstick alone is too thin for that, with
    /// as many on both sides.
    /// </summary>
    private static long? MissingOf((KpiGoal Goal, KpiReading Row) row)
    {
        if (row.Row.Level is not { Yardstick: { } yardstick, Comparison: { } comparison } level)
            return null;
        var unit = Math.Max(level.Now.Variance * level.Now.Weight, yardstick.Variance * yardstick.Weight);
        var fall = Fall(row.Goal);
        var room = Math.Clamp(fall + Toward(row.Goal, comparison.Difference), fall / 4, fall);
        var wanted = Math.Pow(room / LevelComparison.Quantile(2 * (1 - Held), comparison.Freedom), 2) / unit;
        var left = wanted - (1 / yardstick.Weight);
        var needed = left > wanted / 2 ? 1 / left : 2 / wanted;
        return double.IsFinite(needed) ? Math.Max(1, (long)Math.Ceiling(needed - level.Now.Weight)) : null;
    }

    // The ratio behind a score runs from 0 to 1.
    private static double Fall(KpiGoal goal) => goal.Drop / (goal.Kpi.Unit == KpiUnit.NetScore ? 200 : 100);

    private static double Toward(KpiGoal goal, double difference) => goal.Kpi.Better == Better.Higher ? difference : -difference;
}
