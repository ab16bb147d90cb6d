using CustomerPerformanceTracker.Statistics.ChangePoints;
using Breaks = CustomerPerformanceTracker.Statistics.ChangePoints.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

public sealed class PublishedSeriesTests(ITestOutputHelper output)
{
    // The best of the published defaults over these series (TCPDBench): F1 .688 (BINSEG), cover .663.
    private const double BestDefaultF1 = 0.688;
    private const double BestDefaultCover = 0.663;

    [Fact]
    public void Annotated_series_score_above_every_published_default()
    {
        var scores = AnnotatedSeries
            .All()
            .Where(Counts)
            .Select(series =>
            {
                int[] found = [.. Breaks.OfSeries(series.Values).Select(b => b.Index)];
                output.WriteLine($"{series.Name}: F1 {series.F1(found):F3}, cover {series.Cover(found):F3}, breaks {string.Join(' ', found)}");
                return (F1: series.F1(found), Cover: series.Cover(found));
            })
            .ToArray();

        scores.Average(s => s.F1).ShouldBeGreaterThan(BestDefaultF1);
        scores.Average(s => s.Cover).ShouldBeGreaterThan(BestDefaultCover);
    }

    [Fact]
    public void No_break_at_all_scores_as_published()
    {
        AnnotatedSeries.All().Single(s => s.Name == "seatbelts").F1([]).ShouldBe(0.62069, 1e-5);
        AnnotatedSeries.All().Single(s => s.Name == "seatbelts").Cover([]).ShouldBe(0.528364, 1e-5);
    }

    [Fact]
    public void The_Nile_falls_once_in_1899()
    {
        var nile = AnnotatedSeries.All().Single(s => s.Name == "nile");

        var only = Breaks.OfSeries(nile.Values).ShouldHaveSingleItem();

        only.Index.ShouldBe(28);
        only.Direction.ShouldBe(Direction.Fall);
    }

    [Fact]
    public void A_step_that_only_undoes_what_the_wander_had_done_is_no_break()
    {
        Breaks.OfSeries(AnnotatedSeries.All().Single(s => s.Name == "bank").Values).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("286690", "2019-01-28")]
    [InlineData("440", "2016-07-07")]
    [InlineData("281990", "2017-05-17")]
    public void A_known_incident_breaks_trust_within_seven_days(string game, string date)
    {
        var (first, days) = Calendar([.. Weeks().Where(w => w.Game == game)]);
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

        var falls = Breaks.OfCounts(days).Where(b => b.Direction == Direction.Fall).Select(b => first + b.Index).ToArray();

        falls.ShouldContain(found => Math.Abs(found - day) <= 7);
    }

    [Fact]
    public void Games_break_about_twice_in_three_years()
    {
        var games = Weeks().GroupBy(w => w.Game, StringComparer.Ordinal).Where(g => g.Count() >= 150).Take(25).ToArray();

        var breaks = games.Sum(g => Breaks.OfCounts(Calendar([.. g]).Days).Count);

        var perYear = breaks / (games.Sum(g => g.Count()) / 52.0);
        output.WriteLine($"{breaks} breaks, {perYear:F2} a game-year");
        perYear.ShouldBeInRange(0.2, 1.2);
    }

    // The benchmark's own averages leave these out.
    private static bool Counts(AnnotatedSeries series) =>
        !series.Name.StartsWith("quality_control", StringComparison.Ordinal) && series.Name != "uk_coal_employ";

    // A row for each day, as a campaign's days are read.
    private static (int First, CountPoint[] Days) Calendar((string Game, DateOnly Ends, CountPoint Reviews)[] weeks)
    {
        var first = weeks[0].Ends.DayNumber;
        var days = new CountPoint[weeks[^1].Ends.DayNumber - first + 1];
        foreach (var week in weeks)
            days[week.Ends.DayNumber - first] = week.Reviews;
        return (first, days);
    }

    private static IEnumerable<(string Game, DateOnly Ends, CountPoint Reviews)> Weeks() =>
        from line in File.ReadLines(Reference.Path("data", "steam", "steam_weekly.csv")).Skip(1)
        let cells = line.Split(',')
        let ends = DateOnly.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)
        orderby ends
        select (cells[0], ends, new CountPoint(double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)));
}
