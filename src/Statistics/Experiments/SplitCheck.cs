using System.Globalization;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>
/// Whether customers came into the arms as they were dealt: Pearson's chi-square of the customers against the declared shares. A split that is off says that
/// customers were lost or counted twice in one arm, and then a difference may come from who was counted.
/// </summary>
/// <param name="Expected">The declared share of control, between 0 and 1.</param>
/// <param name="PValue">How often the dealing alone puts customers this far from the shares, at one look.</param>
public readonly record struct SplitCheck(double Expected, double PValue)
{
    /// <summary>Below this p-value the split is off. It is small since the check is made at many looks.</summary>
    public const double Level = 0.001;

    public bool IsOff => PValue < Level;

    /// <summary>The share of control that the parts of control and treatment declare, such as 50:50 or 9:1; null where these are no parts above 0.</summary>
    public static double? ControlShare(string parts)
    {
        double[] sizes =
        [
            .. parts
                .Split(':')
                .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : 0),
        ];
        return sizes is [> 0, > 0] ? sizes[0] / (sizes[0] + sizes[1]) : null;
    }

    /// <param name="controlShare">The declared share of control, between 0 and 1.</param>
    public static SplitCheck Of(long control, long treatment, double controlShare)
    {
        if (!(controlShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(controlShare), controlShare, "A share of customers lies strictly between 0 and 1.");
        double n = control + treatment;
        var off = control - (n * controlShare);
        return new(controlShare, n > 0 ? ChiSquare.Above(off * off / (n * controlShare * (1 - controlShare)), 1) : 1);
    }
}
