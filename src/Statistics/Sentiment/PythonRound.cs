namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>
/// Python's <c>round(value, places)</c>: the number of that many decimals nearest to the exact value of the double, the even one of two equally near.
/// <see cref="Math.Round(double, int)"/> rounds the product instead, which may be a tie where the value is none.
/// </summary>
internal static class PythonRound
{
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4];

    /// <param name="places">0 to 4.</param>
    public static double Places(double value, int places)
    {
        var scale = Scales[places];
        var scaled = value * scale;
        var whole = Math.Floor(scaled);
        // The product lost this much; it decides where it looks like a tie.
        var lost = Math.FusedMultiplyAdd(value, scale, -scaled);
        var rounded = (scaled - whole == 0.5, lost) switch
        {
            (true, > 0) => whole + 1,
            (true, < 0) => whole,
            _ => Math.Round(scaled, MidpointRounding.ToEven),
        };
        return rounded / scale;
    }
}
