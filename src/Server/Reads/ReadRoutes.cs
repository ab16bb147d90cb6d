using System.ComponentModel;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Drivers;
using CustomerPerformanceTracker.Readings.Questions;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Behind;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>Readings of a campaign, at any cursors.</summary>
internal static class ReadRoutes
{
    public const string CampaignText = "The campaign's name, as GET /v1/campaigns lists it.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var reads = routes.MapGroup("").Needs(KeyScope.Read).WithTags("readings");
        reads.MapGet("/campaigns", CampaignsAsync).WithName("listCampaigns").WithSummary("The campaigns that have signals.");
        reads
            .MapGet("/scorecards/{campaign}", ScorecardAsync)
            .WithName("readScorecard")
            .WithSummary(
                "The hybrid reading of a rolling window: every KPI with n, interval, yardstick and what is sure; three sides, the reading and its sentence."
            )
            .Answers<ScorecardView>();
        reads
            .MapGet("/trends/{campaign}", TrendAsync)
            .WithName("readTrend")
            .WithSummary("The daily line of a KPI with its band and its breaks.")
            .Answers<TrendView>();
        reads
            .MapGet("/instruments/{campaign}/{kpi}", InstrumentAsync)
            .WithName("readInstrument")
            .WithSummary(
                "How often each question of a KPI's instrument was answered, sent and seen in a campaign, what was left out, and how far the questions measure "
                    + "one thing."
            );
        reads
            .MapGet("/drivers/{campaign}", DriversAsync)
            .WithName("readDrivers")
            .WithSummary(
                "Where a KPI moved: mix and rate, then at most three scopes that moved apart from the rest. They are candidates for an explanation, never "
                    + "causes."
            );
        reads
            .MapGet("/reviews/{campaign}", ReviewAsync)
            .WithName("readReview")
            .WithSummary(
                "What a review of a period is written from: the scorecard at its end, the breaks of each of its KPIs within the period, read with all that "
                    + "came before, its alerts and adjustments."
            );
    }

    private static async Task<Answer<CampaignListView>> CampaignsAsync(
        HttpContext context,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    )
    {
        var campaigns = await context.Caller().Workspace.Engine.Cells.CampaignsAsync(Cursors.Now with { Seal = Query.Seal(seal) }, cancel);
        return Answer.Of(new CampaignListView([.. campaigns.Select(campaign => campaign.Name)]));
    }

    private static async Task<IResult> ScorecardAsync(
        HttpContext context,
        [Description(CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("Length of the window in days or weeks, such as 28d or 4w.")] string? window,
        [Description("A scorecard beside it for each message, touchpoint, channel, segment, team or value of an own dimension.")] string? by,
        [Description("Whether an answer that names no message, channel or segment counts under the one that its customer named last; true where left out.")]
            bool? join,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var question = new ScorecardQuestion(campaign, Query.Days(window ?? "28d"), cursors.Read(workspace), await ByAsync(workspace, by, cancel))
        {
            AreAnswersJoined = join ?? true,
        };
        var card = await ToldAsync(() => workspace.Engine.Scorecards.ReadAsync(question, cancel)) ?? throw Missing(campaign);
        if (!CsvAnswer.IsAsked(context))
            return Answer.Of(ScorecardView.Of(card));

        var parts = card.By.Select(part => (part.Scope, part.Scorecard)).Prepend((Scope: "", Scorecard: card.Whole));
        return new CsvAnswer(
            ["campaign", "from", "to", "scope", "kpi", "side", "value", "low", "high", "n", "unit", "note"],
            parts.SelectMany(part =>
                part.Scorecard.Kpis.Select(kpi =>
                    (IReadOnlyList<object?>)
                        [
                            campaign,
                            Iso(card.From),
                            Iso(card.To),
                            part.Scope,
                            kpi.Kpi.Name,
                            StoredNames.Of(kpi.Kpi.Side),
                            kpi.Value?.Value,
                            kpi.Value?.Low,
                            kpi.Value?.High,
                            kpi.N,
                            kpi.Currency ?? StoredNames.Of(kpi.Kpi.Unit),
                            kpi.Note,
                        ]
                )
            )
        );
    }

    private static async Task<Answer<InstrumentView>> InstrumentAsync(
        HttpContext context,
        [Description(CampaignText)] string campaign,
        string kpi,
        [AsParameters] CursorQuery cursors,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var question = new InstrumentQuestion(campaign, kpi, cursors.Read(workspace));
        return Answer.Of(InstrumentView.Of(await ToldAsync(() => workspace.Engine.Instruments.ReadAsync(question, cancel)) ?? throw Missing(campaign)));
    }

    private static async Task<IResult> TrendAsync(
        HttpContext context,
        [Description(CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("An emotional KPI, ctr, conversion_rate, refund_rate, revenue, spend or a plain count; trust by default.")] string? kpi,
        [Description("The part of the campaign that the line is of, such as touchpoint=checkout; the whole by default.")] string? only,
        [Description("First day shown; the line is read with the days before it.")] string? from,
        [Description("Last day shown.")] string? to,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var trend =
            await ToldAsync(async () =>
                await workspace.Engine.Trends.ReadAsync(
                    new TrendQuestion(
                        campaign,
                        kpi ?? "trust",
                        Query.Date("from", from),
                        Query.Date("to", to),
                        cursors.Read(workspace),
                        only is null ? null : Only.Parse(only, await workspace.Engine.Settings.DimensionsAsync(cancel))
                    ),
                    cancel
                )
            ) ?? throw Missing(campaign);
        return CsvAnswer.IsAsked(context)
            ? new CsvAnswer(
                ["campaign", "kpi", "unit", "date", "n", "mean", "value", "low", "high"],
                trend.Points.Select(point =>
                    (IReadOnlyList<object?>)[campaign, trend.Kpi, trend.Unit, Iso(point.Date), point.N, point.Mean, point.Value, point.Low, point.High]
                )
            )
            : Answer.Of(TrendView.Of(trend));
    }

    private static async Task<Answer<CampaignDriversView>> DriversAsync(
        HttpContext context,
        [Description(CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("A mean score such as trust, or ctr, conversion_rate or refund_rate; trust by default.")] string? kpi,
        [Description("First day after; that of the KPI's last break by default.")] string? since,
        [Description("How long before it is compared, such as 28d or 4w.")] string? before,
        [Description("How long from it on is compared.")] string? after,
        [Description("Dimensions, parted by commas; all that the signals name by default.")] string? by,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var question = new DriverQuestion(
            campaign,
            kpi ?? "trust",
            Query.Date("since", since),
            before is null ? DriverQuestion.UsualDays : Query.Days(before, "before"),
            after is null ? DriverQuestion.UsualDays : Query.Days(after, "after"),
            by?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            cursors.Read(workspace)
        );
        var reading = await ToldAsync(() => workspace.Engine.Drivers.ReadAsync(question, cancel)) ?? throw Missing(campaign);
        return Answer.Of(CampaignDriversView.Of(reading));
    }

    private static async Task<Answer<ReviewView>> ReviewAsync(
        HttpContext context,
        [Description(CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("First day of the period.")] string from,
        [Description("Last day of the period.")] string to,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var (first, last) = (Query.Date("from", from)!.Value, Query.Date("to", to)!.Value);
        var reading =
            await ToldAsync(() => ReviewReading.OfAsync(workspace.Engine, campaign, first, last, cursors.Read(workspace), cancel)) ?? throw Missing(campaign);
        return Answer.Of(ReviewView.Of(reading.Review, reading.Rose));
    }

    private static async Task<SplitBy?> ByAsync(LiveWorkspace workspace, string? text, CancellationToken cancel)
    {
        try
        {
            return text is null ? null : (await workspace.Engine.Settings.DimensionsAsync(cancel)).Split(text);
        }
        catch (RefusedException e)
        {
            throw new ProblemException(Problem.Bad("by", e.Message));
        }
    }

    /// <summary>A reading that refuses its question says why: a seal that does not exist, a KPI nobody knows.</summary>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (ArgumentException e) when (e is not NamesCustomerException)
        {
            throw new ProblemException(Problem.Of(e));
        }
    }

    public static ProblemException Missing(string campaign) =>
        new(Problem.NotFound($"Campaign '{campaign}' has no signals with these cursors; GET /v1/campaigns lists those that have."));

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}

internal static class Answering
{
    /// <summary>What a reading that may be asked for as CSV answers with, for the OpenAPI document.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route) => route.Produces<T>(200, "application/json", "text/csv").Produces(304);
}
