namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// What customers feel: mean and spread of the answers for a KPI, in points of its scale, and what is added to the mean
/// for whoever was promised something that checkout does not give.
/// </summary>
internal sealed record Feeling(string Kpi, int Lowest, int Highest, double Mean, double Spread, double Disappointment)
{
    public static readonly Feeling Trust = new("trust", 0, 10, Mean: 7.5, Spread: 1.5, Disappointment: -3.4);
    public static readonly Feeling Clarity = new("clarity", 0, 10, Mean: 7.3, Spread: 1.6, Disappointment: -1.6);
    public static readonly Feeling Confidence = new("confidence", 0, 10, Mean: 7.1, Spread: 1.6, Disappointment: -1.5);
    public static readonly Feeling Satisfaction = new("satisfaction", 0, 10, Mean: 7.7, Spread: 1.5, Disappointment: -0.7);
    public static readonly Feeling Loyalty = new("loyalty", 0, 10, Mean: 8.0, Spread: 1.7, Disappointment: -1.0);

    /// <summary>More effort is worse, and kinder people report less of it.</summary>
    public static readonly Feeling Effort = new("effort", 1, 7, Mean: 2.5, Spread: 1.0, Disappointment: 0.3);

    public int Answer(Chance chance, Person person, string segment, double mood, bool disappointed)
    {
        var kindness = 0.8 * person.Leaning + mood + (segment is "returning" ? 0.3 : 0);
        var sign = Disappointment > 0 ? -0.5 : 1;
        var felt = Mean + sign * kindness + (disappointed ? Disappointment : 0) + Spread * chance.Normal();
        return (int)Math.Clamp(Math.Round(felt), Lowest, Highest);
    }
}
