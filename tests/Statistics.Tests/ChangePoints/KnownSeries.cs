using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>A simulated series of counts whose truth is known: its answers, the level that was not noise, and the first day of its jump.</summary>
internal sealed record KnownSeries(CountPoint[] Points, double[] Level, int? Jump)
{
    public const int Days = 200;

    /// <summary>The kinds of noise that breaks are held to.</summary>
    public static readonly string[] Kinds = ["independent", "over-dispersed", "weekly", "uneven", "AR(.7)", "AR(.95)", "random walk", "drift"];

    /// <summary>
    /// A series of <see cref="Days"/> days about 72 of 100, with a jump of <paramref name="size"/> on a day at least 40 from either end; 0 for none.
    /// </summary>
    public static KnownSeries Of(Draws draws, string kind, int answers, double size)
    {
        var wander = kind switch
        {
            "over-dispersed" => draws.Autocorrelated(Days, 0, () => 0.04 * draws.Gaussian()),
            "AR(.7)" => draws.Autocorrelated(Days, 0.7, () => 0.03 * Math.Sqrt(1 - (0.7 * 0.7)) * draws.Gaussian()),
            "AR(.95)" => draws.Autocorrelated(Days, 0.95, () => 0.03 * Math.Sqrt(1 - (0.95 * 0.95)) * draws.Gaussian()),
            _ => new double[Days],
        };
        double[] rhythm = [.. Enumerable.Range(0, 7).Select(_ => kind == "weekly" ? 0.03 * draws.Gaussian() : 0)];
        var (slope, sign) = (kind == "drift" ? Either(draws) * (0.1 + (0.1 * draws.Uniform())) / Days : 0, Either(draws));
        int? jump = size == 0 ? null : draws.Between(40, Days - 40);
        var (level, points, walk) = (new double[Days], new CountPoint[Days], 0.0);
        for (var day = 0; day < Days; day++)
        {
            walk += kind == "random walk" ? 0.004 * draws.Gaussian() : 0;
            level[day] = 0.72 + walk + (slope * (day - (Days / 2))) + (day >= jump ? sign * size : 0);
            var asked = kind == "uneven" ? Math.Max(3, (int)(answers * Math.Exp(draws.Gaussian()))) : answers;
            points[day] = draws.Answers(asked, Math.Clamp(level[day] + wander[day] + rhythm[day % 7], 0.01, 0.99));
        }

        return new(points, level, jump);
    }

    /// <summary>Whether a date is within ten days of the jump.</summary>
    public bool IsNear(double day) => Jump is { } at && Math.Abs(day - at) <= 10;

    /// <summary>Whether the level moved by at least half of <paramref name="by"/>, its sign included, about the time between two days.</summary>
    public bool Moved(double from, double to, double by) => (Level[Math.Min(Days - 1, (int)to + 10)] - Level[Math.Max(0, (int)from - 10)]) / by >= 0.5;

    private static int Either(Draws draws) => draws.Uniform() < 0.5 ? -1 : 1;
}
