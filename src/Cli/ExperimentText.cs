using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>An experiment as a person reads it in a terminal: what it shows, the arms, the looks, and what limits it.</summary>
internal static class ExperimentText
{
    private const int Shown = 14;
    private const int Hang = 12;

    /// <summary>A declaration.</summary>
    public static void Print(DeclaredExperimentView one)
    {
        Console.WriteLine(
            Output.Item(
                $"{Dates.Iso(one.From)}  ",
                $"{one.Name}: {one.Treatment} against {one.Control} by {one.By} in {one.Campaign}, {one.Measure}"
                    + (one.Guardrail is { } kpi ? $", guardrail {KpiText.Words(kpi)} within {ExperimentFigures.Score(one.Margin ?? 0)} points" : "")
                    + (one.End is { } end ? $"; last day {Dates.Iso(end)}" : "")
                    + (one.Customers is { } customers ? $"; end at {ExperimentFigures.Count(customers)} customers" : "; no end of the test")
                    + $"; {ExperimentFigures.Percent(one.ControlShare)} in control"
            )
        );
        Console.WriteLine(Output.Paragraph($"declared{(one.Late ? " after its first day" : "")} by {one.Actor} at seal {one.Seal}: {one.Reason}", Hang));
        if (one.Ended is { } ended)
            Console.WriteLine(Output.Paragraph($"ended on {Dates.Iso(ended.On)} by {ended.Actor} at seal {ended.Seal}: {ended.Reason}", Hang));
    }

    /// <summary>A reading.</summary>
    public static void Print(ExperimentView view)
    {
        var one = view.Experiment;
        Say($"{one.Name}: {one.Treatment} against {one.Control} by {one.By} in {one.Campaign}, from {Dates.Iso(one.From)}; seal {view.Cursors.Seal}");
        Console.WriteLine();
        Say(view.Sentence);
        if (view.Looks.Count > 0)
        {
            var figures = new ExperimentFigures(one.Measure, view.Currency);
            Output.Screen.Write(Arms(view, figures));
            Output.Screen.Write(Looks(view, figures));
            Say(Promise(view));
        }

        foreach (var note in view.Notes)
            Say(note);
    }

    private static Table Arms(ExperimentView view, ExperimentFigures figures)
    {
        var table = FigureTable.Of(
            "Arm",
            "",
            "Customers",
            view.Experiment.Measure switch
            {
                "buyers" => "Bought",
                "money" => "Money each",
                _ => "Orders each",
            }
        );
        if (view.Guardrail is { } guardrail)
        {
            table.AddColumn(new TableColumn("Answered").PadLeft(0).PadRight(1).RightAligned());
            table.AddColumn(new TableColumn(KpiText.Words(view.Experiment.Guardrail!)).PadLeft(0).PadRight(1).RightAligned());
            foreach (var (arm, answers) in view.Arms.Zip(guardrail.Arms))
                table.AddRow([.. Cells(arm, figures), ExperimentFigures.Count(answers.N), answers.Mean is { } mean ? ExperimentFigures.Score(mean) : "none"]);
        }
        else
        {
            foreach (var arm in view.Arms)
                table.AddRow(Cells(arm, figures));
        }

        return table;
    }

    private static string[] Cells(ComparedArmView arm, ExperimentFigures figures) =>
        [
            Markup.Escape(PlainText.Clean(arm.Arm)),
            arm.Role,
            ExperimentFigures.Count(arm.N),
            arm.Mean is { } mean ? figures.Number(mean) + (figures.Measure == "buyers" ? " %" : "") : "none",
        ];

    private static Table Looks(ExperimentView view, ExperimentFigures figures)
    {
        var table = FigureTable.Of("Look", "Day", "Customers", "Difference", "Low", "High", "p");
        var every = (view.Looks.Count + Shown - 1) / Shown;
        var last = view.Looks.Count - 1;
        foreach (var (index, look) in view.Looks.Index().Where(one => (last - one.Index) % every == 0 || one.Index + 1 == view.FirstSure?.Look))
            table.AddRow([
                ExperimentFigures.Count(index + 1),
                Dates.Iso(look.Day) + (index + 1 == view.FirstSure?.Look ? " *" : ""),
                ExperimentFigures.Count(look.Control + look.Treatment),
                .. look.Difference is { Value: { } value, Low: { } low, High: { } high }
                    ? (string[])[figures.Signed(value), figures.Signed(low), figures.Signed(high), ExperimentFigures.P(look.P!.Value)]
                    : ["none", "", "", ""],
            ]);
        return table;
    }

    private static string Promise(ExperimentView view) =>
        (view.FirstSure is null ? "" : "* first look that was sure. ") + "Intervals and p hold with 95 % at every look together, so each day may be looked at.";

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
