namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>Bisection down to neighbouring doubles: slower than Brent's method, and it cannot fail on a bracket.</summary>
internal static class Root
{
    /// <summary>
    /// The place between <paramref name="from"/> and <paramref name="to"/> where <paramref name="isPast"/> turns from false to true.
    /// It must be monotone there; where it is true (or false) throughout, the answer is the nearer end.
    /// </summary>
    public static double Between(double from, double to, Func<double, bool> isPast)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = from + (to - from) / 2;
            if (middle == from || middle == to)
                break;
            if (isPast(middle))
                to = middle;
            else
                from = middle;
        }

        return from + (to - from) / 2;
    }
}
