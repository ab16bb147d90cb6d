using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt voices</c>.</summary>
internal static class VoicesCommand
{
    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why they are read; it is kept in the journal.",
        DefaultValueFactory = _ => "read from the command line",
    };

    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var window = new Option<string>("--window") { Description = "Length of the window in days or weeks.", DefaultValueFactory = _ => "28d" };
        var from = new Option<string?>("--from") { Description = "First day, instead of a window.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day; the campaign's where left out.", HelpName = "DATE" };
        var search = new Option<string?>("--search")
        {
            Description = "Words that a comment has to hold, all of them, in any case and order.",
            HelpName = "TEXT",
        };
        var only = new Option<string[]>("--only")
        {
            Description = "A value that the answer has to name, such as channel=email; once or several times.",
            HelpName = "DIMENSION=VALUE",
        };
        var sample = new Option<int>("--sample") { Description = "How many comments are shown.", DefaultValueFactory = _ => 20 };
        var seed = new Option<long>("--seed") { Description = "What the sample is drawn by.", DefaultValueFactory = _ => 1 };
        var rose = new Option<bool>("--rose") { Description = "The words that more respondents say since a day than before it, with quotes." };
        var since = new Option<string?>("--since")
        {
            Description =
                "With --rose: the day; where left out, the last break of trust, or where nobody was asked for it, of the most asked question that broke.",
            HelpName = "DATE",
        };
        var alert = new Option<string?>("--alert") { Description = "With --rose: since the onset of this alert, by those whom it is of.", HelpName = "ID" };
        var before = new Option<string>("--before") { Description = "With --rose: length of the period before it.", DefaultValueFactory = _ => "56d" };
        var kpi = new Option<string?>("--kpi") { Description = "With --rose: the feeling whose break counts." };
        var cursors = new CursorOptions();
        var command = new Command(
            "voices",
            "What customers wrote: how many comments, and a sample in which each respondent has the same chance; or the words that rose since a feeling broke. "
                + "Each reading is recorded in the journal with its reason, and never a text."
        )
            .With(campaign, window, from, to, search, only, sample, seed, rose, since, alert, before, kpi, cursors.At, cursors.Known, cursors.Seal)
            .With(SettingCommands.Actor, Reason, VoicesScoring.Score())
            .WithExample(
                "cpt voices spring-launch --search \"cancel\" --only segment=new --sample 10 --seed 7",
                "cpt voices spring-launch --rose --reason \"what broke trust\"",
                "cpt voices score spring-launch"
            );
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var asked = await cursors.ReadAsync(options, session.Engine, cancel);
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(Reason));
                if (options.GetValue(rose))
                    await RoseAsync(
                        session,
                        options,
                        await RisenAsync(session, name, Dates.Parse(options.GetValue(since)), options.GetValue(alert), asked, cancel) with
                        {
                            BeforeDays = ScorecardCommand.Days(options.GetRequiredValue(before)),
                            Kpi = options.GetValue(kpi),
                            Seed = options.GetValue(seed),
                        },
                        by,
                        cancel
                    );
                else
                    await SampleAsync(
                        session,
                        options,
                        new VoiceQuestion(name, Dates.Parse(options.GetValue(from)), Dates.Parse(options.GetValue(to)), asked)
                        {
                            WindowDays = ScorecardCommand.Days(options.GetRequiredValue(window)),
                            Only = await OnlyAsync(session, options.GetValue(only) ?? [], cancel),
                            Search = options.GetValue(search),
                            Sample = options.GetValue(sample),
                            Seed = options.GetValue(seed),
                        },
                        by,
                        cancel
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<RisenQuestion> RisenAsync(
        Session session,
        string campaign,
        LocalDate? since,
        string? alert,
        Cursors asked,
        CancellationToken cancel
    )
    {
        if (alert is null)
            return new(campaign, since, asked);
        var found = await AlertsCommand.FindAsync(session.Engine.Alerts, alert, cancel);
        return found.Campaign != campaign ? throw new UsageException($"The alert {alert} is of {found.Campaign}, and not of {campaign}.")
            : since is not null ? throw new UsageException("--alert tells the day, and --since another one. Give one of the two.")
            : AlertVoices.Of(found) is var words && asked == Cursors.Now ? words
            : words with { Cursors = asked };
    }

    private static async Task<IReadOnlyList<Only>> OnlyAsync(Session session, string[] texts, CancellationToken cancel)
    {
        var known = await session.Engine.Settings.DimensionsAsync(cancel);
        return [.. texts.Select(text => Only.Parse(text, known))];
    }

    private static async Task SampleAsync(Session session, ParseResult options, VoiceQuestion question, Authorship by, CancellationToken cancel)
    {
        var reading = await session.Engine.Voices.ReadAsync(question, by, cancel) ?? throw await Missing.CampaignAsync(session, question.Campaign, cancel);
        await session.KeepCheckpointAsync(cancel);
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(VoicesView.Of(reading));
        else
            VoiceText.Print(reading);
    }

    private static async Task RoseAsync(Session session, ParseResult options, RisenQuestion question, Authorship by, CancellationToken cancel)
    {
        var reading = await session.Engine.RisenVoices.ReadAsync(question, by, cancel) ?? throw await Missing.CampaignAsync(session, question.Campaign, cancel);
        await session.KeepCheckpointAsync(cancel);
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(RisenVoicesView.Of(reading));
        else
            RisenText.Print(reading);
    }
}
