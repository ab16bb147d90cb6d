using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>One row of a card: the window's figure, and how it stands against its yardstick.</summary>
internal sealed class KpiRow(KpiGoal goal, string? currency, CardDays card, Totals window, IReadOnlyList<(LocalDate Day, Totals Totals)> days)
{
    // What is sent back or cancelled was ordered before: the first orders of a campaign have had no time for that, so its first four weeks make no level
    // of regret.
    private const int DaysToRegret = 28;

    private Kpi Kpi => goal.Kpi;

    public KpiReading Read(string? note)
    {
        var instrument = Kpi.Side == Side.Emotion ? card.Instruments.Find(Kpi.Name) : null;
        var use = instrument is null ? null : InstrumentUse.Of(instrument, window);
        var row = ReadFigure(Notes.Join(note, use?.Note));
        return row with
        {
            Response =
                Kpi.Side == Side.Emotion && instrument is not { Questions.Count: > 1 }
                    ? ResponseRate.Of(Kpi, window, days, card, row.Yardstick is { } held ? (held.From, held.To) : null)
                    : null,
            Instrument = use,
        };
    }

    private KpiReading ReadFigure(string? note)
    {
        var series = RatioSeries.Of(Kpi, currency, window, OwnDays());
        var (compared, setAside) = series is null ? (null, []) : Comparable(series);
        var level = compared is null ? null : LevelHistory.Read(compared.Days, Question(compared));
        var figure = Enough(Figures.Of(Kpi, window, Figures.ConversionBase(window), currency), level);
        if (figure.Estimate is not { } plain)
            return new KpiReading(Kpi, currency, figure.N, null, null, Notes.Join(figure.Note, note), null);

        var overWindow = LevelOf([.. series?.Days.Where(day => card.Holds(Date(day.Day))) ?? []], series);
        var value = overWindow is null ? plain : Wider(plain, series!, overWindow);
        var row = new KpiReading(Kpi, currency, figure.N, value, null, Notes.Join(figure.Note, note), null) { DesignEffect = overWindow?.DesignEffect };
        return level is { Yardstick: { } yardstick, Comparison: { } comparison }
            ? Held(row, value, compared!, level, yardstick, comparison, setAside)
            : row with
            {
                Desirability = goal.Desirability(value.Value, value, null),
                DesirabilityBand = Band(value, null),
            };
    }

    private KpiReading Held(
        KpiReading row,
        Estimate value,
        RatioSeries series,
        LevelReading level,
        LevelEstimate yardstick,
        LevelComparison comparison,
        IReadOnlyList<LocalDate> setAside
    )
    {
        var (then, now) = (series.InUnit(yardstick.Rate, card.Length), series.InUnit(level.Now.Rate, card.Length));
        // A cost of nothing bought is no figure to hold anything against.
        if (!double.IsFinite(then) || !double.IsFinite(now))
            return row with { Desirability = goal.Desirability(value.Value, value, null), DesirabilityBand = Band(value, null) };

        var half = comparison.HalfWidth(Confidence.Default);
        double[] ends = [series.InUnit(level.Now.Rate - half, card.Length) - then, series.InUnit(level.Now.Rate + half, card.Length) - then];
        var change = new Estimate(now - then, ends.Min(), ends.Max(), Math.Min(row.N, Count(yardstick)));
        var held = new Estimate(then, then, then, Kpi.Side == Side.Emotion || Kpi.IsOverTrials ? Count(yardstick) : row.N);
        return row with
        {
            Change = change,
            Yardstick = new Yardstick(KindOf(level, yardstick), Date(yardstick.From), Date(yardstick.To), then),
            Compared = now,
            WouldShow = double.IsFinite(change.High - change.Low) ? (change.High - change.Low) / 2 : null,
            StandsSince = level.Since is { } since ? Date(since) : null,
            SetAside = [.. setAside.Where(card.Holds)],
            Level = level,
            Desirability = goal.Desirability(now, value, held),
            DesirabilityBand = Band(value with { Low = value.Low + now - value.Value, High = value.High + now - value.Value }, held),
        };
    }

    // A part's volume has nothing alike in the whole before it.
    private IReadOnlyList<(LocalDate Day, Totals Totals)> OwnDays() =>
        card.OwnFrom is { } own && Kpi.Side == Side.Logic && !(Kpi.IsOverTrials && card.AreRatesAlike) ? [.. days.Where(day => day.Day >= own)] : days;

    /// <summary>The series under one mix and without the guests of a flood: scores only, since what is sold to guests is sold.</summary>
    private (RatioSeries Series, IReadOnlyList<LocalDate> SetAside) Comparable(RatioSeries series)
    {
        if (Kpi.IsPerOrder && series.Days.Count > 0)
            return (series with { Days = [.. series.Days.Where(day => day.Day >= series.Days[0].Day + DaysToRegret)] }, []);
        if (Kpi.Side != Side.Emotion)
            return (series, []);

        var floods = FloodDays.Of(series.Days);
        var standard = StandardScores.Of(
            Kpi,
            window.Instrument(Kpi.Name),
            series,
            card with
            {
                Strata = [.. card.Strata.Where(part => !floods.Contains(part.Day.ToDateOnly().DayNumber))],
            }
        );
        return (standard with { Days = [.. standard.Days.Where(day => !floods.Contains(day.Day))] }, [.. floods.Order().Select(Date)]);
    }

    private LevelQuestion Question(RatioSeries series) =>
        new(Number(card.From), Number(card.To), series.Spread, series.HigherIsBetter)
        {
            Accepted = card.Accepted.TryGetValue(Kpi.Name, out var accepted) ? (Number(accepted.From), Number(accepted.To)) : null,
            CustomerEffect = card.CustomerEffects.GetValueOrDefault(Kpi.Name, (1, 1)),
        };

    private YardstickKind KindOf(LevelReading level, LevelEstimate yardstick) =>
        card.OwnFrom is { } own && yardstick.To < Number(own) ? YardstickKind.Campaign
        : level.StoodAsLevel ? YardstickKind.Level
        : YardstickKind.Window;

    /// <summary>The figure, or why there is none: too few observations. None of a count that there was before is a figure.</summary>
    private Figure Enough(Figure figure, LevelReading? level)
    {
        if (figure.Estimate is null && Kpi.Unit == KpiUnit.Count && level?.Yardstick is not null)
            figure = Figures.NoMore;
        return figure.Estimate is null || figure.N >= goal.MinimumN ? figure : Figure.None(figure.N, Notes.Join(Notes.NotEnoughAnswers, figure.Note)!);
    }

    private LevelEstimate? LevelOf(RatioDay[] inWindow, RatioSeries? series) =>
        inWindow.Length == 0 ? null : LevelEstimate.Of(inWindow, series!.Spread, card.CustomerEffects.GetValueOrDefault(Kpi.Name, (1, 1)).Now);

    /// <summary>
    /// The wider of the interval of independent events and the one that is robust to days and customers. What is booked rather than sampled has none.
    /// </summary>
    private Estimate Wider(Estimate plain, RatioSeries series, LevelEstimate level)
    {
        if (plain.Low == plain.High && level.PlainVariance == 0)
            return plain;
        var half =
            Math.Sqrt(level.Variance) * (level.Days > 1 ? LevelComparison.Quantile(1 - Confidence.Default, level.Days - 1) : Confidence.Z(Confidence.Default));
        var middle = series.InUnit(level.Rate, card.Length);
        double[] ends = [series.InUnit(level.Rate - half, card.Length) - middle, series.InUnit(level.Rate + half, card.Length) - middle];
        var (least, most) = Kpi.Unit switch
        {
            KpiUnit.Score => (0.0, 100.0),
            KpiUnit.NetScore => (-100.0, 100.0),
            KpiUnit.Ratio when level.Sum <= level.Weight && Kpi.IsOverTrials => (0.0, 1.0),
            _ when Kpi.Name == Kpi.NetRevenue.Name => (double.NegativeInfinity, double.PositiveInfinity),
            _ => (0.0, double.PositiveInfinity),
        };
        return plain with
        {
            Low = Math.Min(plain.Low, Math.Max(least, plain.Value + ends.Min())),
            High = Math.Max(plain.High, Math.Min(most, plain.Value + ends.Max())),
        };
    }

    private (double, double)? Band(Estimate value, Estimate? held) =>
        goal.Desirability(value.Low, value, held) is { } one && goal.Desirability(value.High, value, held) is { } other
            ? (Math.Min(one, other), Math.Max(one, other))
            : null;

    private static long Count(LevelEstimate level) => (long)Math.Min(long.MaxValue, Math.Round(level.Weight));

    private static int Number(LocalDate day) => day.ToDateOnly().DayNumber;

    private static LocalDate Date(int number) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(number));
}
