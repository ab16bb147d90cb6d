using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class RejectedCommand
{
    public static Command Create() =>
        new Command("rejected", "Rows that were not taken, kept with their reasons until they are mended.")
            .With(List(), Replay())
            .WithExample("cpt rejected list");

    private static Command List()
    {
        var after = new Option<long>("--after")
        {
            Description = "Only those behind this id.",
            DefaultValueFactory = _ => 0,
            HelpName = "ID",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "So many at most.",
            DefaultValueFactory = _ => 100,
            HelpName = "N",
        };
        var command = new Command("list", "The rows that wait, in the order they came.").With(after, limit).WithExample("cpt rejected list --limit 20");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var rows = await session.Engine.Rejects.OpenAsync(options.GetValue(after), options.GetValue(limit), cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(RejectedPageView.Of(rows));
                else if (rows.Count == 0)
                    Console.WriteLine("Nothing waits to be mended.");
                foreach (var row in options.GetValue(GlobalOptions.Json) ? [] : rows)
                {
                    Console.WriteLine(
                        Output.Item($"{row.Id}  ", $"{row.Source}, {row.Place}: {(row.Field is null ? "" : row.Field + ": ")}{row.Reason} ({row.Code})")
                    );
                    Console.WriteLine($"    {PlainText.Clean(Encoding.UTF8.GetString(row.Raw.AsSpan(0, Math.Min(row.Raw.Length, 200))))}");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Replay()
    {
        var id = new Argument<long>("ID") { Description = "The row's id, as `cpt rejected list` shows it." };
        var mended = new Option<string?>("--with")
        {
            Description = "A file with the mended row; '-' reads it from stdin. Without it the row is read as it was kept.",
            HelpName = "FILE",
        };
        var command = new Command("replay", "Reads a row again, mended or as it was.")
            .With(id, mended)
            .WithExample("cpt rejected replay 17 --with mended.json");
        command.SetAction(
            async (options, cancel) =>
            {
                byte[]? raw = options.GetValue(mended) switch
                {
                    null => null,
                    "-" => Encoding.UTF8.GetBytes(await Console.In.ReadToEndAsync(cancel)),
                    var file => await File.ReadAllBytesAsync(file, cancel),
                };
                await using var session = await Session.OpenAsync(options, cancel);
                var rejects = session.Engine.Rejects;
                var asked = options.GetRequiredValue(id);
                var row =
                    await rejects.FindAsync(asked, cancel) ?? throw new UsageException($"There is no rejected row {asked}. `cpt rejected list` shows them.");
                var again = await rejects.RetakeAsync(row, raw?.AsMemory().TrimEnd("\r\n"u8), cancel);
                if (again.Reject is { } reject)
                    throw new UsageException($"{(reject.Field is null ? "" : reject.Field + ": ")}{reject.Reason} ({reject.Code}). The row waits as before.");
                await session.Engine.CatchUpAsync(progress: null, cancel);
                await session.KeepCheckpointAsync(cancel);
                var counts = Enum.GetValues<Outcome>()
                    .Select(outcome => (Name: outcome.ToString().ToLowerInvariant(), Count: again.Outcomes.Count(o => o == outcome)))
                    .ToArray();
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(RetakeView.Of(again));
                else
                    Console.WriteLine(string.Join(", ", counts.Select(count => $"{count.Count} {count.Name}")));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
