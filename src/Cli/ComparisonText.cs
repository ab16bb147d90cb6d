using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Experiments;
using CustomerPerformanceTracker.Statistics.Intervals;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A comparison as a person reads it: the arms, the looks, and what is sure.</summary>
internal sealed class ComparisonText(ComparisonStudy study)
{
    private const int Shown = 20;

    private readonly ComparisonFigures figures = new(study.Columns.Trials is not null);
    private readonly ComparisonFigures guarded = new(study.Columns.GuardrailTrials is not null);
    private readonly (string Control, string Treatment) names = (PlainText.Clean(study.File.Control), PlainText.Clean(study.File.Treatment));

    public void Print()
    {
        if (study.Split.IsOff)
            Say(OffSplit());
        Say(Sentence());
        if (study.Last.Guardrail is { } guardrail)
            Say(Guardrail(guardrail));
        Output.Screen.Write(Arms());
        if (study.Looks.Count > 1)
            Output.Screen.Write(Looks());
        Say(Promise());
        Say(Unit());
    }

    private string Sentence()
    {
        if (study.Last.Outcome is ComparisonOutcome.Refused refused)
            return $"No comparison is made ({refused.Code}): {refused.Reason}";
        var compared = ((ComparisonOutcome.Compared)study.Last.Outcome).Comparison;
        return study.Last.Verdict switch
        {
            Verdict.Better => $"{names.Treatment} is better than {names.Control}: {Told(compared)}.",
            Verdict.Worse => $"{names.Treatment} is worse than {names.Control}: {Told(compared)}.",
            Verdict.Misleading =>
                $"{names.Treatment} is better than {names.Control} in {study.Columns.Value} and surely worse in {study.Columns.Guardrail}: no win. "
                    + $"{study.Columns.Value}: {Told(compared)}.",
            _ when study.Plan.Design.Sides == Sides.One =>
                $"{names.Treatment} is not shown to be better than {names.Control}: {Told(compared)}. Ruled out: {RuledOut(compared.Difference)}. Whether "
                    + $"{names.Treatment} is worse was not looked for.",
            _ => $"No difference is shown between {names.Treatment} and {names.Control}: {Told(compared)}. Ruled out: {RuledOut(compared.Difference)}.",
        };
    }

    private string Told(ArmComparison compared)
    {
        var difference = compared.Difference;
        var relative = compared.Relative is { } share ? $", {new ComparisonFigures(true).Signed(share.Value)} % of {names.Control}" : "";
        return $"{figures.Change(difference.Value)} ({Ends(difference, figures)}){relative}, p {ComparisonFigures.P(compared.PValue)}";
    }

    private static string Ends(Estimate interval, ComparisonFigures figures) =>
        double.IsInfinity(interval.High) ? $"{figures.Signed(interval.Low)} or more"
        : double.IsInfinity(interval.Low) ? $"{figures.Signed(interval.High)} or less"
        : $"{figures.Signed(interval.Low)} to {figures.Signed(interval.High)}";

    private string RuledOut(Estimate difference)
    {
        string Below() => $"{names.Treatment} lower by more than {figures.Size(difference.Low)}";
        string Above() => $"{names.Treatment} higher by more than {figures.Size(difference.High)}";
        return double.IsInfinity(difference.High) ? Below()
            : double.IsInfinity(difference.Low) ? Above()
            : $"{Below()}, and {Above()}";
    }

    private string OffSplit()
    {
        var (n, split) = (study.Last.Arms, study.Split);
        var share = (double)n.Control.Customers / n.Customers;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The split is off: {100 * share:0.0} % came into {names.Control} where {100 * split.Expected:0.0} % were declared (chi-square p "
                + $"{ComparisonFigures.P(split.PValue)}). The arms are not comparable until the cause is known: a difference may come from who was counted. "
                + $"If other shares were declared, name them with --split."
        );
    }

    private string Guardrail(GuardrailLook look)
    {
        var (name, margin) = (study.Columns.Guardrail, guarded.Size(study.Plan.Guardrail!.Margin));
        if (look.Outcome is ComparisonOutcome.Refused refused)
            return $"Guardrail {name}: nothing is shown ({refused.Code}). {refused.Reason}";
        var difference = ((ComparisonOutcome.Compared)look.Outcome).Comparison.Difference;
        var state = look.State switch
        {
            GuardrailState.WorseBeyondMargin => $"surely worse by more than {margin}",
            GuardrailState.Worse => $"surely worse; by more than {margin} is not shown",
            GuardrailState.Held => $"worse by more than {margin} is ruled out",
            GuardrailState.NotShown => $"neither worse by more than {margin} nor its absence is shown, which is no good news",
            _ => throw new UnreachableException(),
        };
        return $"Guardrail {name}: {state}; {guarded.Change(difference.Value)} ({Ends(difference, guarded)}).";
    }

    private Table Arms()
    {
        var table = FigureTable.Of("Arm", "", "n", "Mean");
        foreach (
            var (name, role, arm) in ((string, string, ArmSums)[])
                [(names.Control, "control", study.Last.Arms.Control), (names.Treatment, "treatment", study.Last.Arms.Treatment)]
        )
            table.AddRow(Markup.Escape(name), role, Count(arm.Customers), arm.Weight > 0 ? figures.Level(arm.Mean) : "none");
        return table;
    }

    private Table Looks()
    {
        var table = FigureTable.Of("Look", "Rows", "n", "Difference", "Low", "High", "p");
        var every = (study.Looks.Count + Shown - 1) / Shown;
        foreach (var (index, (rows, look)) in study.Looks.Index().Where(one => (study.Looks.Count - 1 - one.Index) % every == 0))
            if (look.Outcome is ComparisonOutcome.Compared { Comparison: var compared })
                table.AddRow([
                    Count(index + 1),
                    Count(rows),
                    Count(look.Arms.Customers),
                    .. Enumerable
                        .Select([compared.Difference.Value, compared.Difference.Low, compared.Difference.High], figures.Signed)
                        .Append(ComparisonFigures.P(compared.PValue)),
                ]);
            else
                table.AddRow(Count(index + 1), Count(rows), Count(look.Arms.Customers), "none", "", "", "");
        return table;
    }

    private string Promise()
    {
        var first = study.FirstShown is { } look && study.Looks.Count > 1 ? $" The first look to leave out 0 is look {look} of {study.Looks.Count}." : "";
        return study.Plan.Design.Boundary is Boundary.DeclaredEnd { End: var end }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The interval holds with 95 % at every look together up to the end, {end:N0} in both arms, if that end was declared before the first look; "
                    + $"looks after the end have the wider bound without an end.{first}"
            )
            : $"The interval and p hold with 95 % at every look together: the number of looks does not matter.{first}";
    }

    private string Unit()
    {
        var limit = figures.Size(study.Cap.Limit);
        var cap = study.Capped > 0 ? $" An amount above {limit} counts as {limit} ({Count(study.Capped)} rows); --cap none counts it whole." : "";
        return study.Columns.Unit switch
        {
            ComparisonUnit.Customer => $"n counts customers who have a row.{cap}",
            ComparisonUnit.Trial =>
                "n counts trials, which are taken to be independent. Several trials of one customer are not independent and break the promise: name "
                    + "--customer.",
            ComparisonUnit.Row =>
                $"n counts rows, each of which is taken for one customer. Several rows of one customer break the promise: name --customer.{cap}",
            _ => throw new UnreachableException(),
        };
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
