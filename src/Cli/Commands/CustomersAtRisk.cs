using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt customers at-risk</c>.</summary>
internal static class CustomersAtRisk
{
    private const int MostRows = 100_000;

    public static Command AtRisk()
    {
        var campaign = new Option<string?>("--campaign") { Description = "The campaign that counts; all of the workspace by default." };
        var within = new Option<string>("--within") { Description = "Time ahead, in days or weeks.", DefaultValueFactory = _ => "90d" };
        var limit = new Option<int>("--limit") { Description = $"Customers listed, at most {MostRows}.", DefaultValueFactory = _ => 20 };
        var export = new Option<string?>("--export")
        {
            Description = "CSV file for a campaign tool to write the list to; who took it and why is taken down in the journal, the list is not.",
            HelpName = "FILE.csv",
        };
        var cursors = new CursorOptions();
        var command = new Command(
            "at-risk",
            "Customers who may leave: first those who buy as before and feel worse (smiling churners), then the others, by the money that is expected of each "
                + "times the probability that the customer feels worse, which is told from all signs: answers, orders sent back, contacts."
        )
            .With(campaign, within, limit, export, cursors.At, cursors.Known, cursors.Seal, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt customers at-risk --limit 20", "cpt customers at-risk --limit 200 --export call.csv --reason \"calls of week 36\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var most = options.GetValue(limit);
                if (most is < 1 or > MostRows)
                    throw new UsageException($"--limit is from 1 to {MostRows}, not {most}.");
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetValue(campaign);
                var question = new AtRiskQuestion(
                    name,
                    ScorecardCommand.Days(options.GetRequiredValue(within)),
                    Most: most,
                    Cursors: await cursors.ReadAsync(options, session.Engine, cancel)
                );
                var reading = await session.Engine.AtRisk.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name!, cancel);
                var seal = options.GetValue(export) is { } file ? await ExportAsync(session, reading, file, options, cancel) : (SealNumber?)null;
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(AtRiskView.Of(reading, seal?.Value));
                else
                    AtRiskText.Print(AtRiskView.Of(reading, seal?.Value), options.GetValue(export));
                return ExitCode.Done;
            }
        );
        return command;
    }

    // What is given away is taken down before it is: a list without its entry would be one that nobody can ask about. A file that cannot be written is found
    // out before that, and what it held stays until then.
    private static async Task<SealNumber> ExportAsync(Session session, AtRiskReading reading, string file, ParseResult options, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(AtRiskText.Csv(AtRiskView.Of(reading)));
        await using var written = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write);
        var seal = await session.Engine.Fits.ListedAsync(reading, Convert.ToHexStringLower(SHA256.HashData(bytes)), SettingCommands.By(options), cancel);
        await session.KeepCheckpointAsync(cancel);
        written.SetLength(0);
        await written.WriteAsync(bytes, cancel);
        return seal;
    }
}
