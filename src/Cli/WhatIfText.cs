using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Policies that were tried, as a person reads them in a terminal: a row each, then what each would have told and missed.</summary>
internal static class WhatIfText
{
    private const int MostTold = 12;

    public static void Print(WhatIf tried)
    {
        if (tried is not { From: { } from, To: { } to })
        {
            Console.WriteLine("No policy watches a day that was received.");
            return;
        }

        Console.WriteLine(
            Output.Paragraph(
                $"What {Count(tried.Policies.Count, "policy", "policies")} would have told about {Count(tried.Campaigns, "campaign", "campaigns")} as received "
                    + $"from {Dates.Iso(from)} to {Dates.Iso(to)}{Cursor("occurred", tried.Cursors.At)}{Cursor("known", tried.Cursors.Known)}; "
                    + $"seal {tried.Seal}. Policies in use stand first."
            )
        );
        Output.Screen.Write(Rows(tried));
        Console.WriteLine(
            Output.Paragraph(
                "False: how many of the divergences are false at the most and on average, by the policy's own rate. Sooner: the median of days before the "
                    + "policy in use on the falls that both tell, with the number of falls; negative: later."
            )
        );
        if (!tried.Policies.Any(one => one.IsInUse))
            Console.WriteLine(Output.Paragraph("No policy is in use, so nothing says which of these is sooner. `cpt policies set FILE` puts one in use."));
        foreach (var one in tried.Policies)
            Print(one);
    }

    public static PolicyRowsPicture Picture(WhatIf tried) =>
        new(
            $"What {Count(tried.Policies.Count, "policy", "policies")} would have told",
            tried.From!.Value,
            tried.To!.Value,
            [
                .. tried.Policies.Select(one => new PolicyRow(
                    one.Policy.Name,
                    one.IsInUse,
                    [
                        .. one.Alerts.Select(alert => new RowMark(
                            alert.Alarm.On,
                            alert.Alarm is Alarm.Silence,
                            $"{Dates.Iso(alert.Alarm.On)} {alert.Campaign}{AlertText.Of(alert.Scope)}"
                        )),
                    ]
                )),
            ]
        );

    private static Table Rows(WhatIf tried)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Policy").PadLeft(0));
        foreach (var column in (string[])["Told", "a campaign-year", "False", "Sooner", "Missed"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var one in tried.Policies)
            table.AddRow(
                Markup.Escape(PlainText.Clean(one.Policy.Name)) + (one.IsInUse ? " (in use)" : ""),
                WhatIfWords.Told(one),
                WhatIfWords.AYear(one),
                one.ExpectedFalse.ToString("0.0", CultureInfo.InvariantCulture),
                one.IsInUse ? "" : WhatIfWords.Sooner(one),
                one.IsInUse ? "" : Number(one.Missed.Count)
            );
        return table;
    }

    private static void Print(WhatIfPolicy one)
    {
        Output.Screen.MarkupLineInterpolated($"[bold]{PlainText.Clean(one.Policy.Name)}[/]{(one.Alerts.Count == 0 ? " would have told nothing." : "")}");
        foreach (var alert in one.Alerts.Take(MostTold))
            Console.WriteLine(
                Output.Item(
                    $"{Dates.Iso(alert.Alarm.On)}  ",
                    $"{alert.Alarm.Kind}, {alert.Campaign}, {AlertText.InWords(alert.Scope)}, since about {Dates.Iso(alert.Alarm.Onset)}"
                        + (one.IsInUse ? "" : $"; {WhatIfWords.Against(alert)}"),
                    indent: 2
                )
            );
        if (one.Alerts.Count > MostTold)
            Console.WriteLine($"  and {one.Alerts.Count - MostTold} more; `--json` has all of them");
        foreach (var alert in one.Missed.Take(MostTold))
            Console.WriteLine(
                Output.Item(
                    "missed      ",
                    $"{alert.Alarm.Kind}, {alert.Campaign}, {AlertText.InWords(alert.Scope)}, told on {Dates.Iso(alert.Alarm.On)}",
                    indent: 2
                )
            );
    }

    private static string Cursor(string what, DayCursor? cursor) => cursor is { } by ? $", {what} by {by}" : "";

    private static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
