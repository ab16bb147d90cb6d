using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What the three sides of a scorecard say together.</summary>
public enum Reading
{
    /// <summary>No side is surely worse, and a fall of feeling that matters would have been seen.</summary>
    Sustainable,

    /// <summary>Demand holds or rises while feeling surely fell or regret surely rose.</summary>
    Misleading,

    /// <summary>Demand surely fell, and nothing else did.</summary>
    UnconvertedTrust,

    /// <summary>Demand surely fell, and feeling surely fell or regret surely rose.</summary>
    Declining,

    /// <summary>Nothing is surely worse, and the answers are too few to say that nothing is.</summary>
    NotEnoughAnswers,
}

/// <summary>Which way each side surely went against its yardsticks.</summary>
public readonly record struct Sides(Sure Demand, Sure Feeling, Sure Regret);

/// <summary>How many more answers would show the fall that matters; null where no number can be told, since there is nothing to hold them against.</summary>
public readonly record struct MissingAnswers(Kpi Kpi, long? Answers);

/// <summary>
/// The reading of a window, with a memory: every KPI is held against its yardstick, the level before the earliest change that was neither repaired nor accepted
/// (<see cref="LevelHistory"/>).
/// </summary>
/// <remarks>
/// Better and worse are said within one error budget for the card: the chance that any of them is wrong is at most <see cref="FamilyWise"/> (Holm 1979, over
/// every KPI of the stack that has weight and a better side). A plain count that nobody gave a target has none. The word follows from the sides, never from an
/// index.
/// </remarks>
public sealed record Scorecard(IReadOnlyList<KpiReading> Kpis, Indices Indices, Reading Reading)
{
    /// <summary>Names the formulas above; it changes whenever one of them does.</summary>
    public const string Formula = "scorecard/3";

    /// <summary>The most that the chance of a wrong better or worse anywhere on a card may be.</summary>
    public const double FamilyWise = 0.02;

    private static readonly string?[] NoCurrency = [null];

    public Sides Sides { get; private init; }

    /// <summary>What the card says, each clause with its figure.</summary>
    public string Sentence => CardSentence.Of(this);

    /// <summary>The first day on which the side that gives the reading its word stood where it stands now; null where none is surely elsewhere.</summary>
    public LocalDate? Since { get; private init; }

    /// <summary>The emotional KPIs of the stack that nobody was asked, neither in the window nor in the year before.</summary>
    public IReadOnlyList<Kpi> NotAsked { get; private init; } = [];

    /// <summary>The emotional KPIs that were asked, and too seldom for a fall that matters to be seen.</summary>
    public IReadOnlyList<MissingAnswers> Missing { get; private init; } = [];

    /// <summary>The emotional KPIs whose whole interval lies on the wrong side of the floor that the stack sets, with that floor.</summary>
    public IReadOnlyList<(KpiReading Row, double Floor)> BelowFloor { get; private init; } = [];

    /// <summary>Days of the window whose answers are left out of a comparison, for there were over three times as many as usual.</summary>
    public IReadOnlyList<LocalDate> SetAside => [.. Kpis.SelectMany(kpi => kpi.SetAside).Distinct().Order()];

    /// <summary>
    /// Reads a window. Measures may come in any order and any partition: equal totals of each day give an equal scorecard, to the bit. Survey questions that
    /// the stack does not name follow its KPIs in alphabetical order, count in no index and are neither better nor worse.
    /// </summary>
    public static Scorecard Read(KpiStack stack, CardDays card)
    {
        var window = Totals.Of([.. card.Measures.Where(measure => card.Holds(measure.Day)).Select(measure => measure.Measure)]);
        (LocalDate, Totals)[] days =
        [
            .. card
                .Measures.Where(measure => measure.Day <= card.To)
                .GroupBy(measure => measure.Day)
                .OrderBy(day => day.Key)
                .Select(day => (day.Key, Totals.Of([.. day.Select(one => one.Measure)]))),
        ];
        var goals = stack.Goals.Concat(Unnamed(stack, window)).ToArray();
        var kpis = Judged([.. goals.SelectMany(goal => Rows(stack, goal, card, window, days).Select(row => (Goal: goal, Row: row)))]);
        var verdict = new Verdict(goals, kpis, days);
        return new(kpis, CardIndices.Of(stack, kpis), verdict.Reading)
        {
            Sides = verdict.Sides,
            Since = verdict.Since,
            NotAsked = verdict.NotAsked,
            Missing = verdict.Missing,
            BelowFloor = verdict.BelowFloor,
        };
    }

    private static string? Converted(CardDays card) => card.Converted.Count == 0 ? null : $"{Notes.Converted}: {string.Join(", ", card.Converted)}";

    private static IEnumerable<KpiGoal> Unnamed(KpiStack stack, Totals window) =>
        window
            .Questions.Except(stack.Goals.Select(goal => goal.Kpi.Name), StringComparer.Ordinal)
            .Select(Kpi.Named)
            .Where(kpi => kpi.Side == Side.Emotion)
            .Select(kpi => KpiStack.GoalOf(kpi) with { Weight = 0 });

    private static IEnumerable<KpiReading> Rows(KpiStack stack, KpiGoal goal, CardDays card, Totals window, IReadOnlyList<(LocalDate Day, Totals Totals)> days)
    {
        if (!IsMoney(goal.Kpi))
            return
            [
                new KpiRow(goal, currency: null, card, window, days).Read(
                    ScaleNotes.Of(goal.Kpi, card.Instruments, [window, .. goal.Kpi.Unit == KpiUnit.NetScore ? [] : days.Select(day => day.Totals)])
                ),
            ];

        string[] all = [.. window.Currencies];
        var note =
            stack.Currency is { } one && all.Any(currency => currency != one) ? Notes.Join(Notes.OtherCurrenciesLeftOut, Converted(card))
            : stack.Currency is not null ? Converted(card)
            : stack.Currency is null && all.Length > 1 && goal.Kpi.Name == Kpi.CostPerAcquisition.Name ? Notes.SpendOfOneCurrency
            : null;
        string?[] shown =
            stack.Currency is { } named ? [named]
            : all.Length > 0 ? all
            : NoCurrency;
        return shown.Select(currency => new KpiRow(goal, currency, card, window, days).Read(note));
    }

    /// <summary>Says better and worse of the rows that can be either, within one error budget for all of them.</summary>
    private static KpiReading[] Judged((KpiGoal Goal, KpiReading Row)[] rows)
    {
        int[] tested = [.. rows.Index().Where(row => HasBetterSide(row.Item.Goal) && row.Item.Row.Level?.Comparison is not null).Select(row => row.Index)];
        var sure = Holm.Rejected([.. tested.Select(i => rows[i].Row.Level!.Comparison!.Value.PValue)], FamilyWise);
        var kpis = rows.Select(row => row.Row).ToArray();
        foreach (var i in tested.Where((_, test) => sure[test]))
        {
            var row = rows[i].Row;
            kpis[i] = row with { Since = row.StandsSince, Sure = row.Change!.Value.Value > 0 == (row.Kpi.Better == Better.Higher) ? Sure.Better : Sure.Worse };
        }

        return kpis;
    }

    // Net revenue repeats revenue: it has no weight unless the stack gives it one.
    private static bool HasBetterSide(KpiGoal goal) =>
        goal.Weight > 0 && goal.Kpi.CardSide is not null && (goal.Kpi.Unit != KpiUnit.Count || goal.Target is Target.Level);

    private static bool IsMoney(Kpi kpi) => kpi.Unit == KpiUnit.Money || kpi.Name == Kpi.ReturnOnAdSpend.Name;
}
