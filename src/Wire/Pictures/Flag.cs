using System.Globalization;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>The earlier kinds are the weightier, and are drawn over the later.</summary>
public enum FlagKind
{
    Fall,
    Rise,
    Mark,
}

/// <summary>
/// A break or a mark with the short name it bears in the picture: breaks are A, B, C and marks 1, 2, 3, each in order of date.
/// The legend tells the rest, so that no text has to find room inside the plot.
/// </summary>
public sealed record Flag(string Name, FlagKind Kind, LocalDate Date, LocalDate From, LocalDate To, string Label)
{
    /// <summary>All flags in order of date, a break before a mark of the same day.</summary>
    public static IReadOnlyList<Flag> Of(TrendPicture picture)
    {
        var breaks = picture
            .Breaks.OrderBy(found => found.Date)
            .Select(
                (found, i) =>
                    new Flag(Letters(i), found.Direction == BreakDirection.Fall ? FlagKind.Fall : FlagKind.Rise, found.Date, found.From, found.To, found.Label)
            );
        var marks = picture
            .Marks.OrderBy(mark => mark.Date)
            .Select((mark, i) => new Flag((i + 1).ToString(CultureInfo.InvariantCulture), FlagKind.Mark, mark.Date, mark.Date, mark.Date, mark.Label));
        return [.. breaks.Concat(marks).OrderBy(flag => flag.Date)];
    }

    /// <summary>When and what, as the legend says it.</summary>
    public string Legend(DateAxis axis)
    {
        var interval = From == To ? "" : $" ({PlainText.Of(From)} to {PlainText.Of(To)})";
        var kind = Kind switch
        {
            FlagKind.Fall => ", fall",
            FlagKind.Rise => ", rise",
            _ => "",
        };
        var outside = axis.Holds(Date) ? "" : ", outside the picture";
        return $"{PlainText.Of(Date)}{interval}{kind}{outside}: {PlainText.Clean(Label)}";
    }

    /// <summary>
    /// For each flag the lowest row on which its name stays clear of its neighbours', given the positions in ascending order and the room a name takes.
    /// </summary>
    public static int[] Rows(IReadOnlyList<double> positions, double room)
    {
        var ends = new List<double>();
        var rows = new int[positions.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = ends.FindIndex(end => end + room <= positions[i]);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }
            ends[row] = positions[i];
            rows[i] = row;
        }
        return rows;
    }

    // A to Z, then AA to AZ, BA and so on, as the columns of a spreadsheet.
    private static string Letters(int index) => (index < 26 ? "" : Letters(index / 26 - 1)) + (char)('A' + index % 26);
}
