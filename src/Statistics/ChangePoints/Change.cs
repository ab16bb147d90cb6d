namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// One change of a level, in the time of the points: at once where <paramref name="Start"/> and <paramref name="End"/> are the same, the first moment of
/// the new level; along a straight line between them otherwise.
/// </summary>
internal readonly record struct Change(double Start, double End)
{
    public bool IsJump => Start == End;

    /// <summary>How much of the change has happened by a time, from 0 to 1.</summary>
    public double Done(double time) => IsJump ? (time >= Start ? 1 : 0) : Math.Clamp((time - Start) / (End - Start), 0, 1);
}
