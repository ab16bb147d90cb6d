namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

/// <summary>Named pictures to draw. Whatever is random in them comes from seed 3.</summary>
internal static class SamplePictures
{
    private static readonly LocalDate Start = new(2025, 1, 1);

    public static TrendPicture Empty { get; } = new("Trust, spring-launch", "points of 100", [], [], []);

    public static TrendPicture OnePoint { get; } = Empty with { Points = [new(Start, 41, 74.2, 69.5, 78.9)] };

    public static TrendPicture NoValues { get; } = Empty with { Points = [new(Start, 3), new(Start.PlusDays(1), 5), new(Start.PlusDays(2), 4)] };

    /// <summary>Half a year with one break and what was published around it.</summary>
    public static TrendPicture Spring { get; } =
        new(
            "Trust of new customers at checkout, spring-launch",
            "points of 100",
            Walk(days: 180, day => day < 120 ? 74.5 : 50, noise: 3),
            [
                new(
                    Start.PlusDays(120),
                    Start.PlusDays(119),
                    Start.PlusDays(123),
                    BreakDirection.Fall,
                    "74.6 to 50.2, carried by segment new at touchpoint checkout"
                ),
            ],
            [new(Start.PlusDays(45), "price@3 published"), new(Start.PlusDays(120), "hero@8 published, instead of hero@7")]
        );

    /// <summary>Days without a reading: a fortnight in the middle, and every third day near the end.</summary>
    public static TrendPicture Gaps { get; } =
        Spring with
        {
            Title = "Trust with gaps",
            Points =
            [
                .. Spring.Points.Select(
                    (point, day) => day is >= 60 and < 74 || (day > 150 && day % 3 == 0) || day is 30 or 32 ? new PicturePoint(point.Date, 2) : point
                ),
            ],
        };

    /// <summary>3,650 days with breaks close together and far apart, both ways.</summary>
    public static TrendPicture TenYears { get; } =
        new(
            "Satisfaction, ten years",
            "points of 100",
            Walk(
                days: 3_650,
                day =>
                    day < 1_200 ? 70
                    : day < 1_240 ? 62
                    : day < 2_500 ? 55
                    : 66,
                noise: 4
            ),
            [
                new(Start.PlusDays(1_200), Start.PlusDays(1_190), Start.PlusDays(1_210), BreakDirection.Fall, "70 to 62"),
                new(Start.PlusDays(1_240), Start.PlusDays(1_220), Start.PlusDays(1_260), BreakDirection.Fall, "62 to 55"),
                new(Start.PlusDays(2_500), Start.PlusDays(2_480), Start.PlusDays(2_510), BreakDirection.Rise, "55 to 66"),
            ],
            [
                new(Start.PlusDays(1_198), "checkout@12 published"),
                new(Start.PlusDays(2_490), "messaging adjustment applied"),
                new(Start.PlusDays(5_000), "beyond the picture"),
            ]
        );

    /// <summary>Labels that try to steer a terminal, break a document, and run on for longer than a line.</summary>
    public static TrendPicture Hostile { get; } =
        Spring with
        {
            Title = "Trust <script>alert(\"1\")</script> & \e[2J\u0007more ]]>",
            Breaks = [Spring.Breaks[0] with { Label = "<b>\u202Eevil\0</b> & 'quotes' \uFFFE\nnew line " + new string('w', 200) }],
            Marks =
            [
                new(Start.PlusDays(45), "価格改定のお知らせ、すべてのお客様へ: a notice in two scripts that needs more than one line on a narrow terminal"),
            ],
        };

    public static TrendPicture Named(string name) => (TrendPicture)typeof(SamplePictures).GetProperty(name)!.GetValue(null)!;

    private static PicturePoint[] Walk(int days, Func<int, double> level, double noise)
    {
        var chance = new Chance(3);
        var points = new PicturePoint[days];
        var drift = 0.0;
        for (var day = 0; day < days; day++)
        {
            drift = 0.8 * drift + 0.5 * chance.Normal();
            var value = level(day) + drift + noise * chance.Normal();
            var half = noise * (1.6 + 0.4 * chance.Uniform());
            points[day] = new(Start.PlusDays(day), chance.Between(20, 45), value, value - half, value + half);
        }
        return points;
    }
}
