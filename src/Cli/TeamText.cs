using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Teams;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A comparison of teams as a person reads it in a terminal.</summary>
internal static class TeamText
{
    public static void Print(TeamReading reading)
    {
        var question = reading.Question;
        var alike = question.Within.Count == 0 ? "all cases taken as alike" : $"cases alike in {string.Join(" and ", question.Within.Select(one => one.Name))}";
        Console.WriteLine(
            Output.Paragraph(
                $"{PlainText.Clean(question.Campaign)} {Dates.Iso(reading.From)} to {Dates.Iso(reading.To)}, "
                    + $"{KpiText.Words(question.Kpi.Name)} by {question.By.Name}, {alike}; seal {reading.Seal}"
            )
        );
        if (reading.Outcome is TeamOutcome.Compared compared)
            PrintCompared(reading, compared);
        else if (reading.Outcome is TeamOutcome.Refused refused)
            PrintRefused(reading, refused);
        foreach (var line in NotIn(reading))
            Console.WriteLine(Output.Paragraph(line));
    }

    private static void PrintCompared(TeamReading reading, TeamOutcome.Compared compared)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(Heading(reading.Question.By.Name));
        string[] counts = reading.Rate is { } rate ? [Heading(Many(rate.Of)), Heading(Many(rate.Per))] : ["n"];
        foreach (var column in (string[])["Same mix", "95 % interval", "As it is", .. counts])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var team in reading.Order)
            table.AddRow([
                Markup.Escape(Name(reading, team.Team)),
                Figure(reading, team.Standardised.Value),
                $"{Figure(reading, team.Standardised.Low)} to {Figure(reading, team.Standardised.High)}",
                Figure(reading, team.Raw),
                .. team.Events is { } events ? [Count(events)] : (string[])[],
                Count(team.N),
            ]);
        Output.Screen.Write(table);
        var apart = compared.Pairs.Where(pair => pair.ToldApart).ToArray();
        foreach (var pair in apart)
            Console.WriteLine(
                Output.Paragraph(
                    $"{Name(reading, pair.Higher)} stands {Told(reading, pair.Difference)} {Points(reading)} above {Name(reading, pair.Lower)}, for sure."
                )
            );
        var open = compared.Pairs.Count - apart.Length;
        if (open > 0)
            Console.WriteLine(
                Output.Paragraph(
                    apart.Length == 0
                        ? "No two are told apart: their order in the table is chance alone, and is no ranking."
                        : $"{open} of {compared.Pairs.Count} pairs are not told apart: their order is chance alone."
                )
            );
        if (compared.Dispersion is { } dispersion && reading.Rate is { } basis)
            Console.WriteLine(Output.Paragraph(Variance(basis, dispersion)));
        foreach (var team in compared.LeftOut)
            Console.WriteLine(Output.Paragraph(LeftOut(reading, team)));
    }

    private static string Variance(TeamRateBasis basis, double dispersion) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"In percent of {Many(basis.Per)}. One {One(basis.Per)} may bring several {Many(basis.Of)}, so the variance is that of independent events "
                + $"(Poisson){(dispersion > 1 ? $", times {dispersion:0.00} since they scatter more than that over time" : "")}."
        );

    private static void PrintRefused(TeamReading reading, TeamOutcome.Refused refused)
    {
        var named = reading.Rate is { } rate ? Many(rate.Per) : "answers";
        Console.WriteLine(
            Output.Paragraph(
                reading.Teams.Count < 2
                    ? $"Nobody is compared: the {named} name {(reading.Teams is [var one] ? $"{PlainText.Clean(one)} alone" : "nobody")}. {Remedy(reading)}"
                    : $"Nobody is compared. {refused.Reason}"
            )
        );
        foreach (var team in refused.LeftOut)
            Console.WriteLine(Output.Paragraph(LeftOut(reading, team)));
    }

    private static string Remedy(TeamReading reading) =>
        reading.Question.By.IsTeam
            ? "Which team owns a touchpoint says the journey map (`cpt journey set FILE`)."
            : $"Signals have to name the {reading.Question.By.Name} of each case.";

    private static IEnumerable<string> NotIn(TeamReading reading)
    {
        var by = reading.Question.By.Name;
        if (reading.Unowned > 0)
            yield return $"{Count(reading.Unowned)} {(reading.Rate is { } rate ? Many(rate.Per) : "answers")} name no {by}.";
        if (reading.Rate is { Unowned: > 0 } basis)
            yield return $"{Count(basis.Unowned)} {Many(basis.Of)} name no {by}, and count for nobody.";
        if (reading.Rate is { Unplaced: > 0 } lost)
            yield return $"{Count(lost.Unplaced)} {Many(lost.Of)} are of a {by} or a kind of case without {Many(lost.Per)}, and count for nobody.";
    }

    private static string LeftOut(TeamReading reading, TeamLeftOut team) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(reading, team.Team)} ({team.N:N0} {(reading.Rate is { } rate ? Many(rate.Per) : "answers")}) is not compared: none of them is of "
                + $"{string.Join("; ", team.Missing.Select(one => Case(reading, one.Stratum)))}."
        );

    private static string Case(TeamReading reading, int stratum) => PlainText.Clean(reading.Strata[stratum]);

    private static string Name(TeamReading reading, int team) => PlainText.Clean(reading.Teams[team]);

    private static string Heading(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Told(TeamReading reading, Estimate difference) =>
        $"{Figure(reading, difference.Value)} ({Figure(reading, difference.Low)} to {Figure(reading, difference.High)})";

    private static string Figure(TeamReading reading, double value) =>
        reading.Question.Kpi.Unit == KpiUnit.Ratio
            ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture)
            : value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Points(TeamReading reading) => reading.Question.Kpi.Unit == KpiUnit.Ratio ? KpiText.PercentagePoints : "points";

    // A conversion is an order where something is counted over it.
    private static string One(SignalKind kind) => kind == SignalKind.Conversion ? "order" : SignalKinds.NameOf(kind);

    private static string Many(SignalKind kind) => One(kind) + "s";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
