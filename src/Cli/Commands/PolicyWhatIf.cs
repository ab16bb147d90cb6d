using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt policies whatif</c>.</summary>
internal static class PolicyWhatIf
{
    public static Command WhatIf()
    {
        var files = new Argument<string[]>("POLICY.yaml") { Description = "Policy files to try.", Arity = ArgumentArity.OneOrMore };
        var campaigns = new Option<string[]>("--campaign") { Description = "A campaign to try them on, any number; absent: all.", HelpName = "C" };
        var grid = new Option<string[]>("--grid")
        {
            Description = "Settings to try in each combination: drop, every, baseline, minimumAnswers, tolerance or form, with values parted by commas.",
            HelpName = "KEY=VALUES",
        };
        var from = new Option<string?>("--from") { Description = "First day of the alerts that are shown.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day of the alerts that are shown.", HelpName = "DATE" };
        var svg = new Option<string?>("--svg") { Description = "Write a picture to this file, a row for each policy.", HelpName = "FILE" };
        var cursors = new CursorOptions();
        var command = new Command(
            "whatif",
            "What policies would have told about every campaign, how much sooner or later than the policies in use, and how many false alarms to expect. "
                + "Records and raises nothing."
        )
            .With(files, campaigns, grid, from, to, cursors.At, cursors.Known, cursors.Seal, svg)
            .WithExample("cpt policies whatif samples/policies/high-conversion-falling-trust.yaml --grid drop=1,2,3 --grid every=180d,365d");
        command.SetAction(
            async (options, cancel) =>
            {
                var policies = new List<Policy>();
                foreach (var file in options.GetRequiredValue(files))
                    policies.Add(Policy.Parse(await File.ReadAllTextAsync(file, cancel)));
                var grown = PolicyGrid.Parse(options.GetValue(grid) ?? []).Over(policies);
                await using var session = await Session.OpenAsync(options, cancel);
                var question = new WhatIfQuestion(
                    grown,
                    options.GetValue(campaigns) ?? [],
                    Dates.Parse(options.GetValue(from)),
                    Dates.Parse(options.GetValue(to)),
                    await cursors.ReadAsync(options, session.Engine, cancel)
                );
                foreach (var policy in policies)
                    await session.Engine.Settings.CheckDimensionsAsync(policy, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var tried = await RunAsync(session, question, cancel);
                if (options.GetValue(svg) is { } picture && tried is { From: not null, To: not null })
                    await File.WriteAllTextAsync(picture, SvgRows.Render(WhatIfText.Picture(tried)), cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(WhatIfView.Of(tried));
                else
                    WhatIfText.Print(tried);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<WhatIf> RunAsync(Session session, WhatIfQuestion question, CancellationToken cancel)
    {
        var all = (await session.Engine.Cells.CampaignsAsync(cancel)).Count;
        await using var bar = new ProgressBar("trying", "campaigns", question.Campaigns.Count == 0 ? all : question.Campaigns.Count);
        return await session.Engine.WhatIfs.RunAsync(question, new Progress(bar), cancel);
    }

    private sealed class Progress(ProgressBar bar) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => bar.Report(value.Done);
    }
}
