using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static CustomerPerformanceTracker.Wire.Pictures.SvgShapes;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// Draws a trend as one self-contained SVG 1.1 document: light, or dark where the reader prefers it, with a title and a description for those who hear it.
/// Flags bear short names in the plot and are told in a legend below, so that labels cannot overlap.
/// </summary>
/// <remarks>Lengths are in user units, about a pixel each; the picture scales to whatever room it is given.</remarks>
public sealed class SvgPlot
{
    private const double Width = SvgShapes.Width;
    private const double Margin = 24;
    private const double PlotHeight = 300;
    private const double TitleLine = 26;
    private const double FlagRow = 24;
    private const double BadgeHeight = 18;
    private const double LegendLine = 20;
    private const double DateTickRoom = 64;
    private const double SampleRoom = 1.5;
    private const int MostValueTicks = 7;
    private const int MostDots = 60;

    private const double LegendSize = 13;
    private const double TitleSize = 21;
    private const double DigitWidth = 8;

    private readonly TrendPicture picture;
    private readonly DateAxis dates;
    private readonly ValueAxis values;
    private readonly IReadOnlyList<IReadOnlyList<Sample>> runs;
    private readonly IReadOnlyList<Flag> flags;
    private readonly IReadOnlyList<string> title;
    private readonly double left;
    private readonly double right;
    private readonly double top;

    private SvgPlot(TrendPicture picture)
    {
        this.picture = picture;
        dates = picture.Dates;
        title = TitleLines(picture);
        flags = Flag.Of(picture);

        // Value labels take room from the plot, whose room in turn decides how finely the points are drawn; points as they are have the widest labels.
        var widest = ValueAxis.Over(TrendRuns.Of(picture, dates, dates.Days + 1), MostValueTicks);
        var label = widest.Ticks.Max(tick => widest.Label(tick).Length) * DigitWidth;
        left = Margin + 10 + label;
        right = Width - Margin - 10 - label - 2 * DigitWidth;
        runs = TrendRuns.Of(picture, dates, (int)((right - left) / SampleRoom));
        values = ValueAxis.Over(runs, MostValueTicks);
        FlagsInside = [.. flags.Where(flag => dates.Holds(flag.Date))];
        FlagRows = Flag.Rows([.. FlagsInside.Select(flag => X(flag.Date))], FlagsInside.Max(flag => (double?)BadgeWidth(flag)) + 4 ?? 0);
        top = Margin + title.Count * TitleLine + 40 + (FlagRows.Length == 0 ? 0 : FlagRows.Max() + 1) * FlagRow;
    }

    private Flag[] FlagsInside { get; }

    private int[] FlagRows { get; }

    private double Bottom => top + PlotHeight;

    private string Extent => PlainText.Extent(picture, dates) + (picture.Source is { } source ? $"; {PlainText.Clean(source)}" : "");

    /// <summary>The style of every picture as a policy of content names it.</summary>
    public static string StyleHash { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SvgStyle.Text)))}'";

    public static string Render(TrendPicture picture) => Written(picture.Points.Count == 0 ? Blank(picture) : new SvgPlot(picture).Draw());

    private XElement Draw()
    {
        var legend = Legend(Bottom + 66).ToArray();
        var height = Bottom + 66 + legend.Length * LegendLine;
        return Document(
            height,
            picture.Title,
            Description(),
            [
                .. Heading(title),
                Text("muted", Margin, Margin + title.Count * TitleLine + 12, Extent),
                .. DateTicks(),
                .. runs.Count == 0 ? [Text("muted middle", (left + right) / 2, top + PlotHeight / 2, "No values.")] : ValueTicks(),
                .. FlagsInside.Where(flag => flag.From < flag.To).Select(Interval),
                .. FlagsInside.Zip(FlagRows).OrderByDescending(placed => placed.First.Kind).Select(placed => Stem(placed.First, placed.Second)),
                .. runs.SelectMany(Bands),
                .. runs.Where(run => run.Count > 1).Select(Line),
                .. Dots(),
                .. LastReading(),
                .. FlagsInside.SelectMany((flag, i) => Badge(flag, X(flag.Date), top - 14 - FlagRows[i] * FlagRow)),
                .. legend.SelectMany(line => line),
            ]
        );
    }

    private static XElement Blank(TrendPicture picture)
    {
        var lines = TitleLines(picture);
        var height = 2 * Margin + lines.Count * TitleLine + 20;
        return Document(
            height,
            picture.Title,
            "No points to draw.",
            [.. Heading(lines), Text("muted", Margin, Margin + lines.Count * TitleLine + 12, "No points to draw.")]
        );
    }

    private static IReadOnlyList<string> TitleLines(TrendPicture picture) =>
        PlainText.Wrap(PlainText.Clean(PlainText.Heading(picture)), (Width - 2 * Margin) / TitleSize, SansSerif);

    private static IEnumerable<XElement> Heading(IReadOnlyList<string> lines) =>
        lines.Select((line, i) => Text("title", Margin, Margin + 18 + i * TitleLine, line));

    private IEnumerable<XElement> ValueTicks() =>
        values.Ticks.SelectMany<double, XElement>(tick =>
            [Segment("grid", left, Y(tick), right, Y(tick)), Text("muted end", left - 10, Y(tick) + 4, values.Label(tick))]
        );

    private IEnumerable<XElement> DateTicks()
    {
        yield return Segment("axis", left, Bottom, right, Bottom);
        foreach (var tick in dates.Ticks((int)((right - left) / DateTickRoom)))
        {
            yield return Segment("axis", X(tick.Date), Bottom, X(tick.Date), Bottom + 5);
            yield return Text("muted middle", X(tick.Date), Bottom + 20, tick.Label);
            if (tick.Year is { } year)
                yield return Text("year middle", X(tick.Date), Bottom + 36, year);
        }
    }

    private IEnumerable<XElement> Bands(IReadOnlyList<Sample> run)
    {
        var i = 0;
        while (i < run.Count)
        {
            var banded = run.Skip(i).TakeWhile(sample => sample.Low is not null).ToArray();
            if (banded.Length > 1)
            {
                var edge = banded
                    .Select(sample => Point(sample.Day, sample.High!.Value))
                    .Concat(banded.Reverse().Select(sample => Point(sample.Day, sample.Low!.Value)));
                yield return new XElement(Svg + "path", new XAttribute("class", "band"), new XAttribute("d", $"M{string.Join('L', edge)}Z"));
            }
            else if (banded.Length == 1)
            {
                yield return Segment("whisker", X(banded[0].Day), Y(banded[0].High!.Value), X(banded[0].Day), Y(banded[0].Low!.Value));
            }
            i += banded.Length + 1;
        }
    }

    private XElement Line(IReadOnlyList<Sample> run) =>
        new(Svg + "path", new XAttribute("class", "line"), new XAttribute("d", $"M{string.Join('L', run.Select(sample => Point(sample.Day, sample.Value)))}"));

    // A line shows no single reading, so those that stand alone get a dot; where there are few, all do.
    private IEnumerable<XElement> Dots() =>
        runs.Where(run => run.Count == 1 || runs.Sum(each => each.Count) <= MostDots)
            .SelectMany(run => run)
            .Select(sample => Circle("dot", X(sample.Day), Y(sample.Value), 2.6));

    private IEnumerable<XElement> LastReading()
    {
        if (runs.Count == 0)
            yield break;

        var last = runs[^1][^1];
        yield return Circle("dot", X(last.Day), Y(last.Value), 3.6);
        yield return Text("reading", X(last.Day) + 9, Y(last.Value) + 4, values.Reading(last.Value));
    }

    private XElement Interval(Flag flag)
    {
        var (from, to) = (X(LocalDate.Max(flag.From, dates.First)), X(LocalDate.Min(flag.To, dates.Last)));
        return Box($"{Class(flag)} interval", from, top, to - from, PlotHeight, 0);
    }

    private XElement Stem(Flag flag, int row) => Segment($"{Class(flag)} stem", X(flag.Date), top - 14 - row * FlagRow, X(flag.Date), Bottom);

    private static IEnumerable<XElement> Badge(Flag flag, double x, double y)
    {
        var width = BadgeWidth(flag);
        yield return Box($"{Class(flag)} badge", x - width / 2, y - BadgeHeight / 2, width, BadgeHeight, flag.Kind == FlagKind.Mark ? 4 : BadgeHeight / 2);
        yield return Text("name middle", x, y + 4.5, flag.Name);
    }

    private IEnumerable<IEnumerable<XElement>> Legend(double y)
    {
        foreach (var flag in flags)
        {
            var badge = BadgeWidth(flag);
            var start = Margin + badge + 10;
            var isFirst = true;
            foreach (var line in PlainText.Wrap(flag.Legend(dates), (Width - Margin - start) / LegendSize, SansSerif))
            {
                var text = Text("legend", start, y, line);
                yield return isFirst ? [.. Badge(flag, Margin + badge / 2, y - 4.5), text] : [text];
                isFirst = false;
                y += LegendLine;
            }
        }
    }

    private string Description()
    {
        var text = new StringBuilder($"{Extent}. ");
        if (runs.Count == 0)
            text.Append("No values.");
        else
            text.Append(CultureInfo.InvariantCulture, $"From {values.Reading(runs[0][0].Value)} to {values.Reading(runs[^1][^1].Value)} {picture.Unit}.");
        foreach (var flag in flags)
            text.Append(CultureInfo.InvariantCulture, $" {flag.Name}: {flag.Legend(dates)}.");
        return text.ToString();
    }

    private double X(LocalDate date) => X(dates.DayOf(date));

    private double X(double day) => left + dates.Fraction(day) * (right - left);

    private double Y(double value) => Bottom - values.Fraction(value) * PlotHeight;

    private string Point(double day, double value) => $"{Number(X(day))} {Number(Y(value))}";

    private static string Class(Flag flag) =>
        flag.Kind switch
        {
            FlagKind.Fall => "fall",
            FlagKind.Rise => "rise",
            _ => "mark",
        };

    private static double BadgeWidth(Flag flag) => Math.Max(BadgeHeight, 10 + flag.Name.Length * 8);

    // In ems, on the generous side: the reader's font is not known here, and a label that wraps early does less harm than one that is cut off.
    private static double SansSerif(Rune rune) =>
        rune.Value switch
        {
            'i' or 'j' or 'l' or 'f' or 't' or 'r' or ' ' or '.' or ',' or ':' or ';' or '|' or '\'' or '(' or ')' or '-' => 0.42,
            'm' or 'w' or 'M' or 'W' or '@' or '%' or > 0x2000 => 1.05,
            >= 'A' and <= 'Z' => 0.78,
            _ => 0.65,
        };
}
