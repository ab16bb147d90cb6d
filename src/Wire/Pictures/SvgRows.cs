using System.Globalization;
using System.Xml.Linq;
using static CustomerPerformanceTracker.Wire.Pictures.SvgShapes;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// Draws policies as one self-contained SVG 1.1 document: a row for each, a mark for each alert on one axis of days. A disc is a divergence, a square a
/// silence; rows of policies in use stand on top and bear a darker line. Whoever hears the picture is told each row with its days.
/// </summary>
/// <remarks>Lengths are in user units, about a pixel each; the picture scales to whatever room it is given.</remarks>
public static class SvgRows
{
    private const double Margin = 24;
    private const double TitleLine = 26;
    private const double RowHeight = 28;
    private const double NameRoom = 300;
    private const double CountRoom = 40;
    private const double AxisRoom = 56;
    private const double DateTickRoom = 64;
    private const double Radius = 5;
    private const int NameLetters = 42;

    private const double Left = Margin + NameRoom;
    private const double Right = Width - Margin - CountRoom;

    public static string Render(PolicyRowsPicture picture)
    {
        var dates = new DateAxis(picture.First, picture.Last);
        var top = Margin + TitleLine + 44;
        var bottom = top + picture.Rows.Count * RowHeight;
        return Written(
            Document(
                bottom + AxisRoom,
                picture.Title,
                Description(picture),
                [
                    Text("title", Margin, Margin + 18, PlainText.Clean(picture.Title)),
                    .. Legend(Margin + TitleLine + 14),
                    .. Axis(dates, top - RowHeight / 2, bottom),
                    .. picture.Rows.SelectMany((row, i) => Row(row, dates, top + i * RowHeight)),
                ]
            )
        );
    }

    private static IEnumerable<XElement> Legend(double y) =>
        [
            Circle("fall", Margin + Radius, y - 4, Radius),
            Text("muted", Margin + 3 * Radius, y, "divergence told"),
            Box("mark", Margin + 130, y - 4 - Radius, 2 * Radius, 2 * Radius, 1),
            Text("muted", Margin + 130 + 3 * Radius, y, "silence told"),
            Segment("line", Margin + 250, y - 4, Margin + 280, y - 4),
            Text("muted", Margin + 288, y, "policy in use"),
        ];

    private static IEnumerable<XElement> Row(PolicyRow row, DateAxis dates, double y)
    {
        yield return Text(row.IsInUse ? "reading" : "legend", Margin, y + 4, Name(row.Name));
        yield return Segment(row.IsInUse ? "line" : "grid", Left, y, Right, y);
        foreach (var mark in row.Marks.Where(mark => dates.Holds(mark.Date)))
        {
            var x = X(dates, mark.Date);
            var shape = mark.IsSilence ? Box("mark", x - Radius, y - Radius, 2 * Radius, 2 * Radius, 1) : Circle("fall", x, y, Radius);
            shape.Add(new XElement(Svg + "title", PlainText.Clean(mark.Label)));
            yield return shape;
        }

        yield return Text("muted end", Width - Margin, y + 4, row.Marks.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<XElement> Axis(DateAxis dates, double top, double bottom)
    {
        yield return Segment("axis", Left, bottom, Right, bottom);
        foreach (var tick in dates.Ticks((int)((Right - Left) / DateTickRoom)))
        {
            var x = X(dates, tick.Date);
            yield return Segment("grid", x, top, x, bottom);
            yield return Segment("axis", x, bottom, x, bottom + 5);
            yield return Text("muted middle", x, bottom + 20, tick.Label);
            if (tick.Year is { } year)
                yield return Text("year middle", x, bottom + 36, year);
        }
    }

    private static string Description(PolicyRowsPicture picture) =>
        string.Join(
            " ",
            picture.Rows.Select(row =>
                $"{PlainText.Clean(row.Name)}{(row.IsInUse ? " (in use)" : "")}: "
                + (row.Marks.Count == 0 ? "nothing told." : $"{string.Join("; ", row.Marks.Select(mark => PlainText.Clean(mark.Label)))}.")
            )
        );

    private static string Name(string name)
    {
        var clean = PlainText.Clean(name);
        return clean.Length <= NameLetters ? clean : $"…{clean[^(NameLetters - 1)..]}";
    }

    private static double X(DateAxis dates, LocalDate date) => Left + dates.Fraction(date) * (Right - Left);
}
