namespace CustomerPerformanceTracker.Cli;

/// <summary>Figures of a measure as a person reads them: shares in percent and points, other values in their own unit, with four digits.</summary>
internal readonly record struct ComparisonFigures(bool IsShare)
{
    private const int Digits = 4;

    public string Level(double value) => IsShare ? Number(100 * value) + " %" : Number(value);

    public string Change(double value) => Signed(value) + Unit;

    /// <summary>How far from 0, whatever the sign.</summary>
    public string Size(double value) => Number(Math.Abs(Scaled(value))) + Unit;

    /// <summary>A change without its unit, for a table; nothing where the interval has no such end.</summary>
    public string Signed(double value) => (value > 0 && double.IsFinite(value) ? "+" : "") + Number(Scaled(value));

    public static string P(double value) => value < 0.001 ? "below 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private string Unit => IsShare ? " points" : "";

    private double Scaled(double value) => IsShare ? 100 * value : value;

    private static string Number(double value)
    {
        if (!double.IsFinite(value))
            return "none";
        var whole = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return value.ToString("N" + Math.Clamp(Digits - 1 - whole, 0, Digits + 2), CultureInfo.InvariantCulture);
    }
}
