using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Changes;

/// <summary>A change of strategy is proposed, with what will count as success fixed before anybody knows.</summary>
internal static class ProposalPageRoutes
{
    private const string Path = "/changes/propose";

    private static readonly string[] Fields =
    [
        "campaign",
        "lever",
        "what",
        "from",
        "to",
        "hypothesis",
        "kpi",
        "expected",
        "atLeast",
        "before",
        "after",
        "guard",
        "loss",
        "alerts",
        "reason",
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, AskAsync).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost(Path, ProposeAsync)).Needs(KeyScope.Operate);
    }

    private static async Task<IResult> AskAsync(HttpContext context, string? alert, string? campaign, CancellationToken cancel)
    {
        var view = await ViewAsync(context, cancel);
        if (alert is null)
            return await PageAsync(context, view with { Typed = ProposalView.Usual(campaign ?? "", Kpi.Trust.Name, alert: "") }, cancel);
        var found = await context.Caller().Workspace.Engine.Alerts.FindAsync(alert, cancel);
        return found is [{ } newest, ..]
            ? await PageAsync(context, view with { Typed = ProposalView.Usual(newest.Campaign, newest.Kpi, newest.Id) }, cancel)
            : Problem.NotFound($"There is no alert '{alert}'; the list of alerts has those there are.");
    }

    private static async Task<IResult> ProposeAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, typed) = (context.Caller(), Fields.ToDictionary(field => field, field => Forms.Text(context, field), StringComparer.Ordinal));
        var refused = await FormFault.OfAsync(
            context,
            () => caller.Workspace.Engine.Adjustments.ProposeAsync(DraftOf(typed), Commanded.By(caller, typed["reason"]), cancel)
        );
        if (refused is not null)
            return await PageAsync(context, await ViewAsync(context, cancel) with { Typed = typed, Refused = refused }, cancel);
        caller.Workspace.Wake();
        return PageAnswer.GoTo(context, "/changes");
    }

    private static ProposalDraft DraftOf(IReadOnlyDictionary<string, string> typed)
    {
        var expected = Number("expected") ?? throw Wrong("expected", "Say what change is expected, in the unit of the figure and signed, such as 8 or -0.01.");
        return new(
            typed["campaign"],
            typed["lever"],
            typed["what"],
            Given("from"),
            Given("to"),
            typed["hypothesis"],
            typed["kpi"],
            expected,
            new SuccessRule(
                Number("atLeast") ?? Math.Abs(expected) / 2,
                Days("before") ?? EffectQuestion.UsualBeforeDays,
                Days("after") ?? EffectQuestion.UsualAfterDays,
                Given("guard"),
                Number("loss") / 100 ?? SuccessRule.UsualGuardMostLoss
            ),
            typed["alerts"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

        string? Given(string field) => typed[field].Length == 0 ? null : typed[field];

        double? Number(string field) =>
            Given(field) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : throw Wrong(field, $"'{text}' is no number such as 8 or -0.01.");

        int? Days(string field) =>
            Given(field) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days
            : throw Wrong(field, $"'{text}' is no number of days.");
    }

    private static ProblemException Wrong(string field, string why) => new(new Problem(422, "no_number", $"{ProposalView.NameOf(field)}: {why}", field));

    private static async Task<ProposalView> ViewAsync(HttpContext context, CancellationToken cancel) =>
        new([.. (await context.Caller().Workspace.Engine.Cells.CampaignsAsync(cancel)).Select(one => one.Name)]);

    private static async Task<IResult> PageAsync(HttpContext context, ProposalView view, CancellationToken cancel) =>
        PageAnswer.Of<ProposalPage>(context, await FrameView.OfAsync(context, "Changes", cancel), view, FormFault.StatusOf(view.Refused));
}
