namespace CustomerPerformanceTracker.Cli.Pictures;

/// <summary>
/// The plot itself on its grid: rows of flag names on top, the value axis to the left, the date axis below. Later strokes cover earlier ones:
/// first the axis, then the flags' lines, then the trend; its band fills only what is still empty.
/// </summary>
internal sealed class TerminalDrawing
{
    private const int NarrowestPlot = 10;
    private const int ColumnsADateTick = 12;
    private const int RowsAValueTick = 3;

    private readonly DateAxis dates;
    private readonly ValueAxis values;
    private readonly IReadOnlyList<Flag> flags;
    private readonly IReadOnlyList<IReadOnlyList<Sample>> runs;
    private readonly int[] flagRows;
    private readonly int left;
    private readonly int top;
    private readonly int columns;
    private readonly int height;
    private readonly bool unicode;
    private readonly CharacterGrid grid;

    public TerminalDrawing(TrendPicture picture, DateAxis dates, IReadOnlyList<Flag> flags, int width, int height, bool unicode)
    {
        (this.dates, this.height, this.unicode) = (dates, height, unicode);
        this.flags = [.. flags.Where(flag => dates.Holds(flag.Date))];

        // How wide the labels are decides how finely the points are drawn, and that in turn the labels; points as they are have the widest.
        var mostTicks = Math.Max(3, height / RowsAValueTick);
        var widest = ValueAxis.Over(TrendRuns.Of(picture, dates, dates.Days + 1), mostTicks);
        left = Math.Min(widest.Ticks.Max(tick => widest.Label(tick).Length) + 2, width - NarrowestPlot);
        columns = width - left;
        runs = TrendRuns.Of(picture, dates, columns * (unicode ? 2 : 1));
        values = ValueAxis.Over(runs, mostTicks);

        flagRows = Flag.Rows([.. this.flags.Select(flag => (double)Column(flag.Date))], this.flags.Max(flag => (int?)flag.Name.Length) + 1 ?? 0);
        top = flagRows.Length == 0 ? 0 : flagRows.Max() + 1;
        grid = new CharacterGrid(top + height + 2, width);
    }

    public static Ink InkOf(FlagKind kind) =>
        kind switch
        {
            FlagKind.Fall => Ink.Fall,
            FlagKind.Rise => Ink.Rise,
            _ => Ink.Mark,
        };

    public CharacterGrid Draw()
    {
        DrawValueAxis();
        DrawDateAxis();
        DrawFlags();
        DrawTrend();
        if (runs.Count == 0)
            grid.Put(top + height / 2, left + columns / 2 - 5, "No values.", Ink.Faint);
        return grid;
    }

    private void DrawValueAxis()
    {
        for (var row = 0; row < height; row++)
            grid.Put(top + row, left - 1, unicode ? '│' : '|', Ink.Faint);
        if (runs.Count == 0)
            return;

        foreach (var tick in values.Ticks)
        {
            var row = top + (int)Math.Round((1 - values.Fraction(tick)) * (height - 1));
            var label = values.Label(tick);
            grid.Put(row, left - 2 - label.Length, label, Ink.Faint);
            grid.Put(row, left - 1, unicode ? '┤' : '+', Ink.Faint);
        }
    }

    private void DrawDateAxis()
    {
        var axis = top + height;
        grid.Put(axis, left - 1, (unicode ? "└" : "+") + new string(unicode ? '─' : '-', columns), Ink.Faint);
        var free = left;
        foreach (var tick in dates.Ticks(Math.Max(1, columns / ColumnsADateTick)))
        {
            var column = left + Column(tick.Date);
            var label = tick.Year is null ? tick.Label : $"{tick.Label} {tick.Year}";
            var start = Math.Clamp(column - label.Length / 2, left, Math.Max(left, left + columns - label.Length));
            grid.Put(axis, column, unicode ? '┬' : '+', Ink.Faint);
            if (start < free)
                continue;

            grid.Put(axis + 1, start, label, Ink.Faint);
            free = start + label.Length + 1;
        }
    }

    // Where several share a column, a break covers a mark and no line covers a name.
    private void DrawFlags()
    {
        var placed = flags.Zip(flagRows).ToArray();
        foreach (var (flag, row) in placed.OrderByDescending(each => each.First.Kind))
            DrawFlagLine(flag, row);
        foreach (var (flag, row) in placed)
            grid.Put(top - 1 - row, left + Column(flag.Date), flag.Name, InkOf(flag.Kind));
    }

    private void DrawFlagLine(Flag flag, int row)
    {
        var (column, ink) = (left + Column(flag.Date), InkOf(flag.Kind));
        var line = (flag.Kind, unicode) switch
        {
            (FlagKind.Mark, true) => '┊',
            (FlagKind.Mark, _) => ':',
            (_, true) => '│',
            _ => '|',
        };
        for (var y = top - row; y < top + height; y++)
            grid.Put(y, column, line, ink);

        if (flag.Kind == FlagKind.Mark)
            return;

        for (var x = Column(LocalDate.Max(flag.From, dates.First)); x <= Column(LocalDate.Min(flag.To, dates.Last)); x++)
            grid.Put(top + height, left + x, unicode ? '━' : '=', ink);
    }

    private void DrawTrend()
    {
        var (line, band) = (new DotCanvas(height, columns, unicode), new DotCanvas(height, columns, unicode));
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
            {
                var next = run[Math.Min(i + 1, run.Count - 1)];
                line.Line(Place(line, run[i].Day, run[i].Value), Place(line, next.Day, next.Value));
                Fill(band, run[i], next);
            }
        }

        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (line.Character(row, column) is { } character)
                    grid.Put(top + row, left + column, character, Ink.Line);
                else if (band.IsHalfFull(row, column))
                    grid.PutBehind(top + row, left + column, unicode ? '░' : '.', Ink.Faint);
            }
        }
    }

    private void Fill(DotCanvas band, Sample from, Sample to)
    {
        if (from is not { Low: { } fromLow, High: { } fromHigh } || to is not { Low: { } toLow, High: { } toHigh })
            return;

        var ((first, high), (last, highEnd)) = (Place(band, from.Day, fromHigh), Place(band, to.Day, toHigh));
        var ((_, low), (_, lowEnd)) = (Place(band, from.Day, fromLow), Place(band, to.Day, toLow));
        for (var x = first; x <= last; x++)
        {
            var part = last == first ? 0 : (x - first) / (double)(last - first);
            for (var y = Between(high, highEnd, part); y <= Between(low, lowEnd, part); y++)
                band.Dot(x, y);
        }
    }

    private (int X, int Y) Place(DotCanvas canvas, double day, double value) =>
        ((int)Math.Round(dates.Fraction(day) * (canvas.Width - 1)), (int)Math.Round((1 - values.Fraction(value)) * (canvas.Height - 1)));

    private int Column(LocalDate date) => (int)Math.Round(dates.Fraction(date) * (columns - 1));

    private static int Between(int from, int to, double part) => (int)Math.Round(from + part * (to - from));
}
