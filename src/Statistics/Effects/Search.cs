namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>Golden-section search: where a function with one peak is greatest.</summary>
internal static class Search
{
    private const double Golden = 0.6180339887498949;
    private const double Precision = 1e-6;

    public static double Maximum(Func<double, double> value, double low, double high)
    {
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (value(left), value(right));
        while (high - low > Precision)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = value(right);
            }
        }

        return (low + high) / 2;
    }
}
