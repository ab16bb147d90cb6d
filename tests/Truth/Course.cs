namespace CustomerPerformanceTracker.Truth;

/// <summary>The true level of one side, day by day: a base, and at most one change of it.</summary>
/// <param name="Base">The level before the change: a share, or events for each trial.</param>
/// <param name="Change">What is added to the base.</param>
/// <param name="From">The first day of the change, counted from the campaign's first day, 0.</param>
/// <param name="Until">The first day on which the base holds again; null where the change stays.</param>
/// <param name="Ramp">The days over which the change comes; 1: all of it at once.</param>
internal sealed record Course(double Base, double Change = 0, int From = int.MaxValue, int? Until = null, int Ramp = 1)
{
    public double At(int day) => Shift(day) + Base;

    /// <summary>How far the level lies from the base.</summary>
    public double Shift(int day) => day < From || day >= Until ? 0 : Change * Math.Min(1, (day - From + 1) / (double)Ramp);

    /// <summary>The level's mean distance from the base over the days, both included.</summary>
    public double MeanShift(int first, int last) => Enumerable.Range(first, last - first + 1).Average(Shift);
}
