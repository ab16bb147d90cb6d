using System.Globalization;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A comparison of teams in words and figures.</summary>
public static class TeamWords
{
    /// <summary>What was compared, among which cases.</summary>
    public static string Asked(TeamReading reading)
    {
        var question = reading.Question;
        var alike = question.Within.Count == 0 ? "all cases taken as alike" : $"cases alike in {string.Join(" and ", question.Within.Select(one => one.Name))}";
        return $"{KpiText.Words(question.Kpi.Name)} by {question.By.Name}, {alike}";
    }

    /// <summary>The headings of the columns that say how much there was.</summary>
    public static IReadOnlyList<string> Counted(TeamReading reading) => reading.Rate is { } rate ? [Many(rate.Of), Many(rate.Per)] : ["n"];

    /// <summary>Who stands above whom for sure, and what is chance alone; or why nobody is compared.</summary>
    public static IEnumerable<string> Told(TeamReading reading) =>
        reading.Outcome is TeamOutcome.Compared compared ? Compared(reading, compared) : Refused(reading, (TeamOutcome.Refused)reading.Outcome);

    /// <summary>What is in no comparison, and why.</summary>
    public static IEnumerable<string> NotIn(TeamReading reading)
    {
        var by = reading.Question.By.Name;
        foreach (var team in (reading.Outcome as TeamOutcome.Compared)?.LeftOut ?? ((TeamOutcome.Refused)reading.Outcome).LeftOut)
            yield return LeftOut(reading, team);
        if (reading.Unowned > 0)
            yield return $"{Count(reading.Unowned)} {(reading.Rate is { } rate ? Many(rate.Per) : "answers")} name no {by}.";
        if (reading.Rate is { Unowned: > 0 } basis)
            yield return $"{Count(basis.Unowned)} {Many(basis.Of)} name no {by}, and count for nobody.";
        if (reading.Rate is { Unplaced: > 0 } lost)
            yield return $"{Count(lost.Unplaced)} {Many(lost.Of)} are of a {by} or a kind of case without {Many(lost.Per)}, and count for nobody.";
    }

    /// <summary>A score of 0 to 100, or a rate in percent.</summary>
    public static string Figure(TeamReading reading, double value) =>
        reading.Question.Kpi.Unit == KpiUnit.Ratio
            ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture)
            : value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Compared(TeamReading reading, TeamOutcome.Compared compared)
    {
        var apart = compared.Pairs.Where(pair => pair.ToldApart).ToArray();
        foreach (var pair in apart)
            yield return $"{reading.Teams[pair.Higher]} stands {Told(reading, pair.Difference)} {Points(reading)} above {reading.Teams[pair.Lower]}, for sure.";
        var open = compared.Pairs.Count - apart.Length;
        if (open > 0)
            yield return apart.Length == 0
                ? "No two are told apart: their order in the table is chance alone, and is no ranking."
                : $"{open} of {compared.Pairs.Count} pairs are not told apart: their order is chance alone.";
        if (compared.Dispersion is { } dispersion && reading.Rate is { } basis)
            yield return Variance(basis, dispersion);
    }

    private static string Variance(TeamRateBasis basis, double dispersion) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"In percent of {Many(basis.Per)}. One {One(basis.Per)} may bring several {Many(basis.Of)}, so the variance is that of independent events "
                + $"(Poisson){(dispersion > 1 ? $", times {dispersion:0.00} since they scatter more than that over time" : "")}."
        );

    private static IEnumerable<string> Refused(TeamReading reading, TeamOutcome.Refused refused)
    {
        var named = reading.Rate is { } rate ? Many(rate.Per) : "answers";
        yield return reading.Teams.Count < 2
            ? $"Nobody is compared: the {named} name {(reading.Teams is [var one] ? $"{one} alone" : "nobody")}. {Remedy(reading)}"
            : $"Nobody is compared. {refused.Reason}";
    }

    private static string Remedy(TeamReading reading) =>
        reading.Question.By.IsTeam
            ? "Which team owns a touchpoint says the journey map (`cpt journey set FILE`)."
            : $"Signals have to name the {reading.Question.By.Name} of each case.";

    private static string LeftOut(TeamReading reading, TeamLeftOut team) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.Teams[team.Team]} ({team.N:N0} {(reading.Rate is { } rate ? Many(rate.Per) : "answers")}) is not compared: none of them is of "
                + $"{string.Join("; ", team.Missing.Select(one => reading.Strata[one.Stratum]))}."
        );

    private static string Told(TeamReading reading, Estimate difference) =>
        $"{Figure(reading, difference.Value)} ({Figure(reading, difference.Low)} to {Figure(reading, difference.High)})";

    private static string Points(TeamReading reading) => reading.Question.Kpi.Unit == KpiUnit.Ratio ? KpiText.PercentagePoints : "points";

    // A conversion is an order where something is counted over it.
    private static string One(SignalKind kind) => kind == SignalKind.Conversion ? "order" : SignalKinds.NameOf(kind);

    private static string Many(SignalKind kind) => One(kind) + "s";
}
