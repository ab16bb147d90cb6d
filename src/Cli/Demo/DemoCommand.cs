using System.Text;
using CustomerPerformanceTracker.Campaign;

namespace CustomerPerformanceTracker.Cli.Demo;

internal static class DemoCommand
{
    private const long UsualSeed = 2;

    public static Command Create()
    {
        var noServe = new Option<bool>("--no-serve") { Description = "Tell the story and end." };
        var seed = new Option<long>("--seed")
        {
            Description = "Another campaign of the same kind; the same seed gives the same campaign.",
            HelpName = "N",
            DefaultValueFactory = _ => UsualSeed,
        };
        var write = new Option<string?>("--write") { Description = "Only write the campaign's signals to this file, as native NDJSON.", HelpName = "FILE" };
        var command = new Command(
            "demo",
            "An invented campaign whose trust breaks while conversion holds: import, readings, alerts, replay, the change that mends it, verification. "
                + "Works in a new folder unless --data or --database is given."
        )
            .With(noServe, seed, write)
            .WithExample("cpt demo --no-serve", "cpt demo --write campaign.ndjson --seed 11");
        command.SetAction(
            async (options, cancel) =>
            {
                var number = unchecked((ulong)options.GetValue(seed));
                if (options.GetValue(write) is { } file)
                    return await WriteAsync(options, number, file, cancel);

                var own = OwnFolder(options);
                var data = own ?? options.GetRequiredValue(GlobalOptions.Data);
                await using var session = await Session.OpenOrMakeAsync(options, data, cancel);
                var story = await DemoRun.RunAsync(session, number, data, isOwn: own is not null, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(story.View());
                else
                    DemoText.Print(story);
                return story.Verification.Ok ? ExitCode.Done : ExitCode.Found;
            }
        );
        return command;
    }

    private static async Task<int> WriteAsync(ParseResult options, ulong seed, string file, CancellationToken cancel)
    {
        var lines = 0L;
        await using (var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            foreach (var line in SampleCampaign.Lines(seed))
            {
                cancel.ThrowIfCancellationRequested();
                await writer.WriteLineAsync(line);
                lines++;
            }
        }

        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(new DemoFileView(file, lines));
        }
        else
        {
            Console.WriteLine($"{lines:N0} signals are in {file}. `cpt import {file} --history` brings them in.");
        }

        return ExitCode.Done;
    }

    // Invented customers have no business among real ones: without a word from the user the demo makes its own place.
    private static string? OwnFolder(ParseResult options)
    {
        var named =
            options.GetValue(GlobalOptions.Database) is not null
            || options.GetResult(GlobalOptions.Data) is { Implicit: false }
            || Environment.GetEnvironmentVariable("CPT_DATA") is { Length: > 0 };
        if (named)
            return null;
        var folder = Directory.CreateTempSubdirectory("cpt-demo-").FullName;
        // Run as root, the server has another account, which would have to keep its files elsewhere.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }
}
