using System.ComponentModel;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>What customers wrote. Each of these readings is an entry of the journal before it is answered, and no cache may keep the answer.</summary>
internal static class VoiceRoutes
{
    public const string Reason = "to read what customers wrote";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var voices = routes.MapGroup("/voices").Needs(KeyScope.Voices).WithTags("voices");
        voices
            .MapGet("/{campaign}", SampleAsync)
            .WithName("readVoices")
            .WithSummary("How many comments a campaign has, and a sample of them in which each respondent has the same chance. The reading is recorded.");
        voices
            .MapGet("/{campaign}/rose", RoseAsync)
            .WithName("readRisenVoices")
            .WithSummary("The words that more respondents say since a feeling broke, or since a day, with quotes. The reading is recorded.");
    }

    private static async Task<Answer<VoicesView>> SampleAsync(
        HttpContext context,
        [Description(ReadRoutes.CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("Length of the window in days or weeks, such as 28d or 4w; 28d by default.")] string? window,
        [Description("First day, instead of a window.")] string? from,
        [Description("Last day; the campaign's by default.")] string? to,
        [Description("Words that a comment has to hold, all of them, in any case and order.")] string? search,
        [Description("What the comments' signals have to name, such as channel=email,segment=new.")] string? only,
        [Description("How many comments are shown, 0 to 1,000; 20 by default.")] int? sample,
        [Description("What the sample is drawn by; 1 by default.")] long? seed,
        [Description("Why they are read, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        var engine = caller.Workspace.Engine;
        campaign = Query.Name(context, campaign);
        var asked = new VoiceQuestion(campaign, Query.Date("from", from), Query.Date("to", to), cursors.Read(caller.Workspace))
        {
            WindowDays = Query.Days(window ?? "28d"),
            Only = only is null ? [] : await OnlyAsync(caller.Workspace, only, cancel),
            Search = search,
            Sample = sample ?? 20,
            Seed = seed ?? 1,
        };
        var reading =
            await ReadRoutes.ToldAsync(() => engine.Voices.ReadAsync(asked, Commanded.By(caller, reason ?? Reason), cancel))
            ?? throw ReadRoutes.Missing(campaign);
        Forbid(context);
        return Answer.Of(VoicesView.Of(reading));
    }

    private static async Task<Answer<RisenVoicesView>> RoseAsync(
        HttpContext context,
        [Description(ReadRoutes.CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("First day of the second period; the last break of the feeling's line by default.")] string? since,
        [Description("An alert: since its onset, by those whom it is of, until it was over.")] string? alert,
        [Description("Length of the period before it in days or weeks; 56d by default.")] string? before,
        [Description("The feeling whose break counts; trust by default, or where nobody was asked for it, the most asked question whose line breaks.")]
            string? kpi,
        [Description("What the quotes are drawn by; 1 by default.")] long? seed,
        [Description("Why they are read, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        campaign = Query.Name(context, campaign, behind: 1);
        var asked = await RisenAsync(caller.Workspace, campaign, Query.Date("since", since), alert, cursors.Read(caller.Workspace), cancel) with
        {
            BeforeDays = Query.Days(before ?? "56d"),
            Kpi = kpi,
            Seed = seed ?? 1,
        };
        var reading =
            await ReadRoutes.ToldAsync(() => caller.Workspace.Engine.RisenVoices.ReadAsync(asked, Commanded.By(caller, reason ?? Reason), cancel))
            ?? throw ReadRoutes.Missing(campaign);
        Forbid(context);
        return Answer.Of(RisenVoicesView.Of(reading));
    }

    /// <summary>The question for words that rose since a day, or since the onset of an alert; both null: since the last break of the feeling.</summary>
    public static async Task<RisenQuestion> RisenAsync(
        LiveWorkspace workspace,
        string campaign,
        LocalDate? since,
        string? alert,
        Cursors? asked,
        CancellationToken cancel
    )
    {
        if (alert is null)
            return new(campaign, since, asked);
        if (since is not null)
            throw new ProblemException(Problem.Bad("since", "The alert tells the day, and since another one. Give one of the two."));
        if (await workspace.Engine.Alerts.FindAsync(alert, cancel) is not [{ } found, ..] || found.Campaign != campaign)
            throw new ProblemException(Problem.NotFound($"There is no alert '{alert}' of {campaign}; GET /v1/alerts lists them."));
        var words = AlertVoices.Of(found);
        return asked is null || asked == Cursors.Now ? words : words with { Cursors = asked };
    }

    /// <summary>What comments' signals have to name, as <c>channel=email,segment=new</c>.</summary>
    public static async Task<IReadOnlyList<Only>> OnlyAsync(LiveWorkspace workspace, string text, CancellationToken cancel)
    {
        var known = await workspace.Engine.Settings.DimensionsAsync(cancel);
        return [.. text.Split(',').Select(one => Only.Parse(one, known))];
    }

    // A text that a cache kept would outlast the erasure of who wrote it.
    public static void Forbid(HttpContext context) =>
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
}
