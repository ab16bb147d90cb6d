using System.Text;

namespace CustomerPerformanceTracker.Cli.Pictures;

/// <summary>
/// Draws a trend in characters: title, the line in its band, breaks and marks as named vertical lines, and a legend that tells what the names mean.
/// No line is wider than the terminal, and nothing from outside can steer it.
/// </summary>
internal sealed class TerminalPlot
{
    private readonly int width;
    private readonly bool color;
    private readonly bool unicode;
    private readonly StringBuilder text = new();

    private TerminalPlot(int width, bool color, bool unicode) => (this.width, this.color, this.unicode) = (width, color, unicode);

    /// <summary>The picture as lines that end in a line feed.</summary>
    /// <param name="picture">What is drawn.</param>
    /// <param name="width">Columns of the terminal; below 20 counts as 20.</param>
    /// <param name="height">Rows between the title and the axis; below 3 counts as 3. Title, axis and legend come on top.</param>
    /// <param name="color">Whether the terminal shows ANSI colours.</param>
    /// <param name="unicode">Whether it shows braille and box characters; if not, all is ASCII.</param>
    public static string Render(TrendPicture picture, int width, int height, bool color, bool unicode)
    {
        var plot = new TerminalPlot(Math.Max(20, width), color, unicode);
        plot.Write(PlainText.Heading(picture), Ink.Paper);
        if (picture.Points.Count == 0)
            plot.Write("No points to draw.", Ink.Faint);
        else
            plot.Draw(picture, Math.Max(3, height));
        return plot.text.ToString();
    }

    private void Draw(TrendPicture picture, int height)
    {
        var dates = picture.Dates;
        var flags = Flag.Of(picture);

        Write(PlainText.Extent(picture, dates), Ink.Faint);
        text.Append('\n');
        new TerminalDrawing(picture, dates, flags, width, height, unicode).Draw().WriteTo(text, color);
        text.Append('\n');
        Write(Key(flags), Ink.Faint);
        foreach (var flag in flags)
            Write($"{flag.Name}  ", flag.Legend(dates), TerminalDrawing.InkOf(flag.Kind));
    }

    private string Key(IReadOnlyList<Flag> flags)
    {
        var key = unicode ? "⠤⠒ value, ░ its interval" : "* value, . its interval";
        if (flags.Any(flag => flag.Kind != FlagKind.Mark))
            key += unicode ? ", │ break, ━ dates it may lie on" : ", | break, = dates it may lie on";
        if (flags.Any(flag => flag.Kind == FlagKind.Mark))
            key += unicode ? ", ┊ mark" : ", : mark";
        return key;
    }

    private void Write(string line, Ink ink)
    {
        foreach (var part in Wrapped(line, width))
            text.Append(Inked(part, ink)).Append('\n');
    }

    // The head alone is coloured; what does not fit its line goes on under the rest.
    private void Write(string head, string rest, Ink ink)
    {
        var start = Inked(head, ink);
        foreach (var part in Wrapped(rest, width - head.Length))
        {
            text.Append(start).Append(part).Append('\n');
            start = new string(' ', head.Length);
        }
    }

    private IReadOnlyList<string> Wrapped(string line, int columns) => PlainText.Wrap(unicode ? PlainText.Clean(line) : PlainText.Ascii(line), columns);

    private string Inked(string part, Ink ink) => color && ink != Ink.Paper ? CharacterGrid.Code(ink) + part + CharacterGrid.Code(Ink.Paper) : part;
}
