using System.Security.Cryptography;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>Real weekly reviews joined with use, and the dates on which players' trust is known to have broken.</summary>
public sealed class SteamTests
{
    private static readonly Policy Policy = Policy.Parse(
        """
        name: use-holds-trust-falls
        logic:   { kpi: visits, state: holding_or_rising, tolerance: 20% }
        emotion: { kpi: trust, state: falling, drop: 3 }
        baseline: { days: 182, quantile: 0.05 }
        falseAlarm: { every: 3650d }
        minimumAnswers: 30
        silence: 14d
        scope: { campaigns: ["*"], by: [] }
        """
    );

    private static readonly Lazy<Dictionary<string, Alarm[]>> Alarms = new(() =>
        Weeks()
            .ToDictionary(
                game => game.Key,
                game =>
                {
                    var watch = new DivergenceWatch(Policy);
                    return game.Value.SelectMany(watch.Close).ToArray();
                }
            )
    );

    [Fact]
    public void Known_breaks_of_trust_are_told_within_two_months_and_most_within_two_weeks()
    {
        var told = Incidents("full").Select(incident => First<Alarm.Divergence>(incident, within: 60)).ToArray();

        // The price rise of May 2017 is dated to its day; the reviews turned a month after it.
        told.Length.ShouldBe(3);
        told.ShouldAllBe(days => days >= 0);
        told.Count(days => days <= 14).ShouldBe(2);
    }

    [Fact]
    public void Reviews_that_were_taken_away_are_told_as_silence()
    {
        var told = Incidents("missing").Select(incident => First<Alarm.Silence>(incident, within: 90)).ToArray();

        told.Length.ShouldBe(2);
        told.ShouldAllBe(days => days >= 0 && days <= 21);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(null)]
    public void Alarms_are_seldom_over_all_games_and_in_either_half_of_them(int? half)
    {
        var games = Alarms.Value.Where(game => half is null || Half(game.Key) == half).ToArray();
        var weeks = Rows("games.csv")
            .Where(row => half is null || Half(row["appid"]) == half)
            .Sum(row => int.Parse(row["weeks"], CultureInfo.InvariantCulture));
        var years = weeks / 52.0;

        var divergences = games.Sum(game => game.Value.OfType<Alarm.Divergence>().Count()) / years;
        var silences = games.Sum(game => game.Value.OfType<Alarm.Silence>().Count()) / years;

        TestContext.Current.SendDiagnosticMessage(
            $"{games.Length} games, {years:F0} game-years: {divergences:F3} divergences and {silences:F3} silences a game-year"
        );
        divergences.ShouldBeLessThan(0.15);
        silences.ShouldBeLessThan(0.04);
    }

    private static int Half(string game) => SHA256.HashData(Encoding.UTF8.GetBytes(game))[0] & 1;

    private static int? First<T>(Dictionary<string, string> incident, int within)
        where T : Alarm
    {
        var start = Day(incident["start"]);
        return Alarms
            .Value[incident["appid"]]
            .OfType<T>()
            .Select(alarm => (int?)Period.DaysBetween(start, alarm.On))
            .FirstOrDefault(days => days >= -7 && days <= within);
    }

    private static IEnumerable<Dictionary<string, string>> Incidents(string coverage) =>
        Rows("incidents.csv")
            .Where(row => coverage == "full" ? row["coverage_in_weekly"] == "full" : row["coverage_in_weekly"].Contains(coverage, StringComparison.Ordinal));

    // A row with neither reviews nor use says nothing: there is no batch for that week.
    private static Dictionary<string, List<DayBatch>> Weeks() =>
        Rows("steam_weekly.csv")
            .GroupBy(row => row["appid"], Batch)
            .ToDictionary(game => game.Key, game => game.Where(day => day.Answers > 0 || day.LogicSuccesses > 0).ToList());

    private static DayBatch Batch(Dictionary<string, string> row)
    {
        var visits =
            row["mean_concurrent_players"].Length == 0
                ? 0
                : (long)Math.Round(double.Parse(row["mean_concurrent_players"], CultureInfo.InvariantCulture), MidpointRounding.ToEven);
        long Count(string column) => long.Parse(row[column], CultureInfo.InvariantCulture);
        return new(Day(row["week_ending_monday"]), visits, 0, Count("recommended") * 10_000, Count("reviews"), visits);
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadLines(Reference.Path("data", "steam", file)).Select(Cells);
        string[]? header = null;
        foreach (var cells in lines)
        {
            if (header is null)
                header = cells;
            else
                yield return header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
        }
    }

    // Commas part cells except within quotes, where every second piece between quotes lies.
    private static string[] Cells(string line) =>
        string.Concat(line.Split('"').Select((piece, i) => i % 2 == 0 ? piece.Replace(',', '\n') : piece)).Split('\n');
}
