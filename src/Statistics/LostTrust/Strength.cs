namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>How far the loss moves where a group of covariates is left out.</summary>
public readonly record struct GroupMove(string Group, double Move);

/// <summary>
/// How strong a trait that nobody recorded would have to be to explain a loss, in multiples of the strongest that is recorded. After Cinelli and Hazlett
/// (2020), JRSS B 82, 39-67, who bound a hidden confounder by multiples of an observed one; here the measure is the move of the loss itself.
/// </summary>
/// <param name="NearEnd">The end of the loss's interval that lies nearer to 0.</param>
/// <param name="Moves">The moves, the largest first.</param>
public sealed record Strength(double NearEnd, IReadOnlyList<GroupMove> Moves)
{
    /// <summary>How many times the largest move the near end has to exceed.</summary>
    public const double Enough = 2;

    /// <summary>The largest move; null where no group is recorded, or none moves the loss at all, so that nothing is tried.</summary>
    public GroupMove? Largest => Moves.Count > 0 && Moves[0].Move > 0 ? Moves[0] : null;

    /// <summary>How many times as strong as the strongest group a trait would have to be; null where nothing is tried.</summary>
    public double? Times => NearEnd / Largest?.Move;

    /// <summary>Whether the near end exceeds <see cref="Enough"/> times the largest move.</summary>
    public bool IsRobust => Times > Enough;
}
