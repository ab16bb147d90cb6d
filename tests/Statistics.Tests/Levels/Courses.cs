namespace CustomerPerformanceTracker.Statistics.Tests.Levels;

/// <summary>Days of yes-and-no answers about a share that is known.</summary>
internal static class Courses
{
    /// <param name="share">The share of each day, days counted from 0.</param>
    /// <param name="scatter">The standard deviation of the days' own shares.</param>
    public static RatioDay[] Days(Draws draws, int days, int answers, Func<int, double> share, double scatter = 0) =>
        [
            .. Enumerable
                .Range(0, days)
                .Select(day => Day(day, draws.Binomial(answers, scatter == 0 ? share(day) : draws.Varying(share(day), scatter)), answers)),
        ];

    public static RatioDay Day(int day, double yes, double answers) => new(day, yes, answers, yes);

    /// <summary>The four weeks that end with a day.</summary>
    public static LevelQuestion FourWeeksTo(int day) => new(day - 27, day, Spread.OfTrials, HigherIsBetter: true);
}
