using System.Globalization;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>One point as drawn. The day counts from the picture's first date and is a fraction where several points share a column.</summary>
public readonly record struct Sample(double Day, double Value, double? Low, double? High);

/// <summary>The vertical axis: what is shown, with a little air at both ends, and ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
public sealed class ValueAxis
{
    private const double Air = 0.03;
    private const double Negligible = 1e-9;

    private readonly double low;
    private readonly double high;
    private readonly double step;
    private readonly int decimals;

    private ValueAxis(double low, double high, int mostTicks)
    {
        var air = Air * (high - low);
        (this.low, this.high) = (low - air, high + air);

        var rough = (this.high - this.low) / mostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        step =
            power
            * (rough / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            };
        decimals = (int)Math.Clamp(-Math.Floor(Math.Log10(step) + 1e-9), 0, 9);
    }

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var multiple = Math.Ceiling(low / step); multiple * step <= high; multiple++)
                yield return multiple * step;
        }
    }

    /// <summary>
    /// An axis over every value and its band. A band is shown for at most one whole range of the values above and below them,
    /// since a few days with hardly an answer have bands that would press the line flat.
    /// </summary>
    public static ValueAxis Over(IReadOnlyList<IReadOnlyList<Sample>> runs, int mostTicks)
    {
        var samples = runs.SelectMany(run => run).ToArray();
        if (samples.Length == 0)
            return new ValueAxis(0, 1, mostTicks);

        var (low, high) = (samples.Min(sample => sample.Value), samples.Max(sample => sample.Value));
        var reach = Reach(samples, low, high);
        var (bandLow, bandHigh) = (samples.Min(sample => sample.Low) ?? low, samples.Max(sample => sample.High) ?? high);
        var (bottom, top) = (Math.Min(low, Math.Max(bandLow, low - reach)), Math.Max(high, Math.Min(bandHigh, high + reach)));
        return top - bottom > reach * Negligible ? new ValueAxis(bottom, top, mostTicks) : new ValueAxis(low - reach, high + reach, mostTicks);
    }

    /// <summary>How far up the axis a value lies: 0 at its lower end, 1 at its upper, nothing beyond.</summary>
    public double Fraction(double value) => Math.Clamp((value - low) / (high - low), 0, 1);

    /// <summary>Whether a value lies on the axis, and not beyond one of its ends.</summary>
    public bool Holds(double value) => value >= low && value <= high;

    public string Label(double tick) => tick.ToString("N" + decimals, CultureInfo.InvariantCulture);

    /// <summary>A reading, with one decimal more than the ticks have.</summary>
    public string Reading(double value) => value.ToString("N" + (decimals + 1), CultureInfo.InvariantCulture);

    // Values that do not vary have no range of their own; their widest band gives it, or else a part of their size.
    private static double Reach(Sample[] samples, double low, double high)
    {
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        var negligible = size * Negligible;
        var range = high - low > negligible ? high - low : samples.Max(sample => sample.High - sample.Low) ?? 0;
        return range > negligible ? range
            : size > 0 ? size * 0.05
            : 1;
    }
}
