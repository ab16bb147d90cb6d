using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>Real weekly reviews around dates on which players' trust is known to have broken, with other games of the same weeks as controls.</summary>
public sealed class SteamEffectTests
{
    private const int WeeksBefore = 52;
    private const int WeeksAfter = 4;
    private const int MostControls = 20;

    [Theory]
    [InlineData("377160", "2017-08-29")]
    [InlineData("286690", "2019-01-28")]
    [InlineData("281990", "2017-06-14")]
    public void A_known_break_of_trust_is_a_fall_with_an_interval_below_nothing(string game, string date)
    {
        var games = Weeks();
        Assert.SkipUnless(games.ContainsKey(game), $"the reference data at hand has no weeks of game {game}");
        // Weeks are labelled by their last day, a Monday: the first week after ends six days after the change at the latest.
        var change = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var first = change.AddDays((8 - (int)change.DayOfWeek) % 7);
        DateOnly[] calendar = [.. Enumerable.Range(-WeeksBefore, WeeksBefore + WeeksAfter).Select(week => first.AddDays(7 * week))];
        ObservedSeries Series(string appid) => ObservedSeries.OfCounts(appid, [.. calendar.Select(week => games[appid].GetValueOrDefault(week))]);
        var controls = games
            .Keys.Where(other => other != game)
            .OrderByDescending(other => calendar.Sum(week => games[other].GetValueOrDefault(week).Trials))
            .ThenBy(other => other, StringComparer.Ordinal)
            .Take(MostControls)
            .Select(Series);

        var outcome = Designs.Measured(
            new(Series(game), WeeksBefore)
            {
                Controls = [.. controls],
                LeaveOutUnfitControls = true,
                Period = 1,
            }
        );

        TestContext.Current.SendDiagnosticMessage(
            $"{game}: {outcome.Before:P1} before, {outcome.After:P1} after, {outcome.Counterfactual} expected, effect {outcome.Average}, "
                + $"{outcome.Coefficients.Count} controls, {outcome.LeftOut.Count} left out, "
                + $"{outcome.Placebos?.AtLeastAsLarge} of {outcome.Placebos?.Count} placebo dates as large"
        );
        outcome.Average.High.ShouldBeLessThan(0);
        outcome.Coefficients.ShouldNotBeEmpty();
        outcome.Placebos!.Share.ShouldBeLessThan(0.1);
    }

    private static Dictionary<string, Dictionary<DateOnly, CountPoint>> Weeks() =>
        File.ReadLines(Reference.Path("data", "steam", "steam_weekly.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .GroupBy(cells => cells[0], StringComparer.Ordinal)
            .ToDictionary(
                game => game.Key,
                game => game.ToDictionary(Week, cells => new CountPoint(Number(cells[2]), Number(cells[3]))),
                StringComparer.Ordinal
            );

    private static DateOnly Week(string[] cells) => DateOnly.Parse(cells[1], CultureInfo.InvariantCulture);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
