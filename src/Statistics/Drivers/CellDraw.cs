using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>
/// Deals a cell's events to the two periods anew, each period keeping its number of sessions and the cell its number of events, with one ratio of rates for all
/// cells: Fisher's noncentral hypergeometric law (Fisher 1935, Journal of the Royal Statistical Society 98, 39-54). At a ratio of 1 it is a permutation of the
/// cell's sessions. Fractions are rounded.
/// </summary>
internal sealed class CellDraw
{
    private const double Most = 0.999;

    private readonly double before;
    private readonly double after;
    private readonly double events;
    private readonly double odds;
    private readonly double least;
    private readonly double most;
    private readonly double mode;
    private readonly double atMode;

    /// <param name="ratio">The rate after over the rate before, above 0.</param>
    public CellDraw(TwoPeriods cell, double ratio)
    {
        (before, after) = (Math.Round(cell.TrialsBefore), Math.Round(cell.TrialsAfter));
        events = Math.Min(before + after, Math.Round(cell.EventsBefore + cell.EventsAfter));
        odds = Odds(ratio);
        (least, most) = (Math.Max(0, events - before), Math.Min(events, after));
        mode = Mode();
        atMode = 1 / (1 + Beside(up: true) + Beside(up: false));
    }

    /// <summary>The ratio of rates that is common to the cells: the estimate that Rothman, Greenland and Lash (2008), Modern Epidemiology, chapter 15, give
    /// after Mantel and Haenszel, with a half added to both sums.</summary>
    public static double CommonRatio(IEnumerable<TwoPeriods> cells)
    {
        var (up, down) = (0.5, 0.5);
        foreach (var cell in cells)
        {
            var all = Math.Max(1, cell.TrialsBefore + cell.TrialsAfter);
            up += cell.EventsAfter * cell.TrialsBefore / all;
            down += cell.EventsBefore * cell.TrialsAfter / all;
        }

        return up / down;
    }

    /// <summary>How many of the cell's events fall into the period after.</summary>
    public double Next(Random random)
    {
        if (least >= most)
            return least;

        // The probabilities are taken off a number between 0 and 1, from the mode outwards on both sides.
        var left = random.NextDouble() - atMode;
        var (low, high, ofLow, ofHigh) = (mode, mode, atMode, atMode);
        while (left > 0 && (low > least || high < most))
        {
            if (high < most)
            {
                ofHigh *= Ratio(high++);
                left -= ofHigh;
                if (left <= 0)
                    return high;
            }

            if (low > least)
            {
                ofLow /= Ratio(--low);
                left -= ofLow;
                if (left <= 0)
                    return low;
            }

            if (ofLow + ofHigh < 1e-18)
                break;
        }

        return mode;
    }

    // The odds ratio of a cell whose rates have this ratio; they cannot leave 0 to 1.
    private double Odds(double ratio)
    {
        var rate = events / Math.Max(1, before + ratio * after);
        var (early, late) = (Math.Clamp(rate, 1e-9, Most), Math.Clamp(ratio * rate, 1e-9, Most));
        return late * (1 - early) / (early * (1 - late));
    }

    // The probability of one event more over that of this many.
    private double Ratio(double x) => (after - x) * (events - x) / ((x + 1) * (before - events + x + 1)) * odds;

    // The ratio falls as the events rise: the mode is the first place at which it is below 1.
    private double Mode()
    {
        var (low, high) = (least, most);
        while (low < high)
        {
            var middle = Math.Floor((low + high) / 2);
            if (Ratio(middle) >= 1)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // The probabilities on one side of the mode, over that of the mode.
    private double Beside(bool up)
    {
        var (sum, term) = (0.0, 1.0);
        for (var x = mode; up ? x < most : x > least; x += up ? 1 : -1)
        {
            term = up ? term * Ratio(x) : term / Ratio(x - 1);
            sum += term;
            if (term < 1e-18)
                break;
        }

        return sum;
    }
}
