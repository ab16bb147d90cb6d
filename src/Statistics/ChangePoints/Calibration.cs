using System.Globalization;
using System.Reflection;

namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// How often what had a weight was right, over simulated series whose truth is known: the figure that is printed for a weight. The tables stand in
/// <c>calibration.csv</c>, with the seed and the command that made them; between two rows the line is straight.
/// </summary>
internal sealed class Calibration
{
    private readonly (double Weight, double Right)[] knots;

    private Calibration(string shape) => knots = [(0, 0), .. Rows().Where(row => row.Shape == shape).Select(row => (row.Weight, row.Right))];

    /// <summary>For the weight of jumps near a date: how often one lay within ten points of it.</summary>
    public static Calibration Jump { get; } = new("jump");

    /// <summary>For the weight of any change: how often the level had moved that way between the two dates.</summary>
    public static Calibration Slide { get; } = new("slide");

    public double Of(double weight)
    {
        for (var i = 1; i < knots.Length; i++)
        {
            var ((low, from), (high, to)) = (knots[i - 1], knots[i]);
            if (weight <= high)
                return from + ((to - from) * (weight - low) / (high - low));
        }

        return knots[^1].Right;
    }

    private static IEnumerable<(string Shape, double Weight, double Right)> Rows()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(Calibration), "calibration.csv")!;
        using var reader = new StreamReader(stream);
        var rows = new List<(string, double, double)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith("shape", StringComparison.Ordinal))
                continue;
            var cells = line.Split(',');
            rows.Add((cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)));
        }

        return rows;
    }
}
