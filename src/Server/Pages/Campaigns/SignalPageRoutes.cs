using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Behind;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>
/// The signals behind a figure. Its address shows neither who signals are of nor what was written; a form with a reason does, and the reading is recorded
/// before a text is shown.
/// </summary>
internal static class SignalPageRoutes
{
    private const string Path = "/campaigns/{campaign}/signals";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ReadAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost(Path, TextsAsync)).Needs(KeyScope.Voices);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        string campaign,
        string? kpi,
        string? on,
        string? to,
        string? only,
        string? after,
        [AsParameters] PageCursors cursors,
        CancellationToken cancel
    )
    {
        var question = await AskedAsync(context, campaign, Given(kpi), Given(on), Given(to), Given(only), Given(after), cursors.Query, cancel);
        var reading = await FoundAsync(context, question, cancel);
        return PageAnswer.Of<SignalsPage>(context, await FrameView.OfAsync(context, "Overview", cancel), ViewOf(context, reading, cursors.Query));
    }

    private static async Task<IResult> TextsAsync(HttpContext context, string campaign, CancellationToken cancel)
    {
        var (caller, query) = (context.Caller(), new PageCursors(Field("at"), Field("known"), Field("seal")).Query);
        var question = await AskedAsync(context, campaign, Field("kpi"), Field("on"), Field("to"), Field("only"), Field("after"), query, cancel);
        FigureVoices? voices = null;
        var refused = await FormFault.OfAsync(
            context,
            async () =>
                voices =
                    await caller.Workspace.Engine.VoicesBehind.ReadAsync(question, Commanded.By(caller, Forms.Text(context, "reason")), cancel)
                    ?? throw ReadRoutes.Missing(question.Campaign)
        );
        var reading = voices?.Figure ?? await FoundAsync(context, question, cancel);
        var view = ViewOf(context, reading, query) with
        {
            Texts = voices?.Texts,
            Customers = voices is not null && caller.Allows(KeyScope.Customers) ? await caller.Workspace.Engine.Behind.CustomersAsync(reading, cancel) : null,
            Refused = refused,
        };
        var page = PageAnswer.Of<SignalsPage>(context, await FrameView.OfAsync(context, "Overview", cancel), view, FormFault.StatusOf(refused));
        VoiceRoutes.Forbid(context);
        return page;

        string? Field(string name) => Given(Forms.Text(context, name));
    }

    private static SignalsView ViewOf(HttpContext context, FigureReading reading, CursorQuery cursors) =>
        new(reading, cursors, context.Caller().Allows(KeyScope.Voices), context.Caller().Allows(KeyScope.Customers));

    private static async Task<FigureReading> FoundAsync(HttpContext context, FigureQuestion question, CancellationToken cancel) =>
        await ReadRoutes.ToldAsync(() => context.Caller().Workspace.Engine.Behind.ReadAsync(question, cancel)) ?? throw ReadRoutes.Missing(question.Campaign);

    private static async Task<FigureQuestion> AskedAsync(
        HttpContext context,
        string campaign,
        string? kpi,
        string? on,
        string? to,
        string? only,
        string? after,
        CursorQuery cursors,
        CancellationToken cancel
    ) =>
        await FigureRoutes.AskedAsync(context.Caller().Workspace, Query.Name(context, campaign, behind: 1), kpi, on, to, only, cursors, cancel) with
        {
            After = after is null ? default : Behind(after),
        };

    private static Position Behind(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new Position(position)
            : throw new ProblemException(Problem.Bad("after", $"after={text} is no position; a position is a whole number, from 0 on."));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
