using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Server.Pages.Sharing;
using NodaTime.Extensions;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class SharesCommand
{
    public static Command Create() =>
        new Command("shares", "Links by which people without a key see one reading as it stood by one seal.")
            .With(Add(), List(), Revoke())
            .WithExample("cpt shares add review spring-launch --from 2025-04-01 --to 2025-07-31 --label \"the board\"");

    private static Command Add() =>
        new Command("add", "Makes a link, and prints its address once: only a hash is kept. A server has to run where it is followed.")
            .With(Review(), Digest(), Trend())
            .WithExample("cpt shares add trend spring-launch --kpi trust --days 90");

    private static Command Review()
    {
        var campaign = Campaign();
        var from = new Option<string>("--from")
        {
            Description = "First day of the period.",
            Required = true,
            HelpName = "DATE",
        };
        var to = new Option<string>("--to")
        {
            Description = "Last day of the period.",
            Required = true,
            HelpName = "DATE",
        };
        var cursors = new CursorOptions();
        return Making(
            new Command("review", "Shares the review of a campaign over a period.")
                .With(campaign, from, to, cursors.At, cursors.Known, cursors.Seal)
                .WithExample("cpt shares add review spring-launch --from 2025-04-01 --to 2025-07-31"),
            async (options, engine, cancel) =>
                new SharedReading.Review(
                    options.GetRequiredValue(campaign),
                    Dates.Parse(options.GetValue(from))!.Value,
                    Dates.Parse(options.GetValue(to))!.Value,
                    await cursors.SealedAsync(options, engine, cancel)
                )
        );
    }

    private static Command Digest()
    {
        var since = new Option<int?>("--since-seal") { Description = "The seal before; without it, all that stands.", HelpName = "SEAL" };
        var cursors = new CursorOptions();
        return Making(
            new Command("digest", "Shares what was sure and new between two seals.")
                .With(since, cursors.Seal)
                .WithExample("cpt shares add digest --since-seal 12"),
            async (options, engine, cancel) =>
                new SharedReading.Digest(
                    options.GetValue(since) is { } seal ? new SealNumber(seal) : null,
                    (await cursors.SealedAsync(options, engine, cancel)).Seal!.Value
                )
        );
    }

    private static Command Trend()
    {
        var campaign = Campaign();
        var kpi = new Option<string>("--kpi") { Description = "The KPI of the line.", DefaultValueFactory = _ => "trust" };
        var only = new Option<string?>("--only") { Description = "The line of one part of the campaign.", HelpName = "DIMENSION=VALUE" };
        var from = new Option<string?>("--from") { Description = "First day shown.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day.", HelpName = "DATE" };
        var cursors = new CursorOptions();
        return Making(
            new Command("trend", "Shares the line of a KPI as a picture, which other pages can embed.")
                .With(campaign, kpi, only, from, to, cursors.At, cursors.Known, cursors.Seal)
                .WithExample("cpt shares add trend spring-launch --kpi trust"),
            async (options, engine, cancel) =>
                new SharedReading.Trend(
                    options.GetRequiredValue(campaign),
                    options.GetRequiredValue(kpi),
                    options.GetValue(only),
                    Dates.Parse(options.GetValue(from)),
                    Dates.Parse(options.GetValue(to)),
                    await cursors.SealedAsync(options, engine, cancel)
                )
        );
    }

    private static Command Making(Command command, Func<ParseResult, Engine, CancellationToken, Task<SharedReading>> read)
    {
        var label = new Option<string>("--label") { Description = "Whom or what it is for.", DefaultValueFactory = _ => "" };
        var days = new Option<int>("--days")
        {
            Description = $"It ends after so many days, 1 to {ShareStore.MostDays}.",
            DefaultValueFactory = _ => ShareStore.UsualDays,
            HelpName = "N",
        };
        var pages = ServeCommand.PublicUrl();
        command.With(label, days, pages, SettingCommands.Actor, SettingCommands.Reason);
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                await engine.CatchUpAsync(progress: null, cancel);
                var reading = await read(options, engine, cancel);
                await SharedPaper.DrawAsync(engine, reading, cancel);
                var (share, secret) = await Shares(session)
                    .MakeAsync(engine, reading, options.GetRequiredValue(label), options.GetValue(days), SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                var made = NewSharedLinkView.Of(share, $"{ServeCommand.PagesOf(options.GetValue(pages))?.AbsoluteUri.TrimEnd('/')}/shared/{secret}");
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(made);
                }
                else
                {
                    Console.WriteLine(made.Link);
                    await Console.Error.WriteLineAsync(
                        $"Link {share.Id}: {ShareWords.Of(share.Reading)}, until {Day(share.ExpiresAt)}. It is shown this once; `cpt shares revoke {share.Id}` "
                            + $"ends it.{(made.Link.StartsWith('/') ? " The address goes on behind that of the server: name it with --public-url." : "")}"
                    );
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The workspace's links, without their addresses.").WithExample("cpt shares list");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var shares = await ShareStore.ListAsync(session.Engine, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(SharedLinkListView.Of(shares));
                    return ExitCode.Done;
                }

                if (shares.Count == 0)
                    Console.WriteLine("No links. `cpt shares add` makes one.");
                foreach (var share in shares)
                    Console.WriteLine(Output.Item($"{share.Id}  ", $"{ShareWords.Of(share.Reading)}; {State(share)}; by {share.Person}{For(share)}"));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "The link's id, as `cpt shares list` shows it." };
        var command = new Command("revoke", "Ends a link for good: it shows nothing from then on.")
            .With(id, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt shares revoke 3fa2b1c09d7e --reason \"sent to the wrong list\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var asked = options.GetRequiredValue(id);
                if (!await Shares(session).RevokeAsync(session.Engine, asked, SettingCommands.By(options), cancel))
                    throw new UsageException($"The workspace {session.Engine.Workspace.Name} has no valid link '{asked}'. `cpt shares list` shows them.");
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new SharedLinkRevokedView(asked));
                else
                    Console.WriteLine($"Link {asked} is revoked.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Argument<string> Campaign() => new("CAMPAIGN") { Description = "The campaign to read." };

    private static ShareStore Shares(Session session) => new(session.Engine.Database, TimeProvider.System);

    private static string State(Share share) =>
        share.RevokedAt is { } revoked ? $"revoked {Day(revoked)}"
        : share.IsValidAt(TimeProvider.System.GetCurrentInstant()) ? $"until {Day(share.ExpiresAt)}"
        : $"ended {Day(share.ExpiresAt)}";

    private static string For(Share share) => share.Label.Length == 0 ? "" : $" for {share.Label}";

    private static string Day(Instant time) => InstantPattern.ExtendedIso.Format(time)[..10];
}
