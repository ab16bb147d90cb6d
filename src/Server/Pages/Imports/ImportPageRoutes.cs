using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Imports;

/// <summary>A file is tried, with the account of what it would give, and imported; rows that were rejected are mended.</summary>
internal static class ImportPageRoutes
{
    private const string Path = "/imports";
    private const int RowsShown = 3;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (HttpContext context, CancellationToken cancel) => PageAsync(context, view => view, cancel)).Needs(KeyScope.Operate);
        Upload(pages.MapPost("/imports/try", TryAsync));
        Upload(pages.MapPost("/imports/take", TakeAsync));
        FormDoor.TakesForm(pages.MapPost("/imports/rejected/{id}", MendAsync)).WithMetadata(BodyLimits.Row).Needs(KeyScope.Operate);
    }

    private static void Upload(RouteHandlerBuilder route) =>
        route
            .AddEndpointFilter<FormDoor>()
            .Takes("A form with a file.", required: false, null, "multipart/form-data")
            .WithMetadata(BodyLimits.Upload)
            .Needs(KeyScope.Operate);

    private static Task<IResult> TryAsync(HttpContext context, TimeProvider clock, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        return ReadAsync(
            context,
            isTrial: true,
            (file, _, options) =>
                ImportTrial.RunAsync(
                    file,
                    options with
                    {
                        Samples = RowsShown,
                    },
                    new KnownIdentities(engine.Database, engine.Workspace),
                    clock,
                    progress: null,
                    cancel
                ),
            cancel
        );
    }

    private static Task<IResult> TakeAsync(HttpContext context, TimeProvider clock, CancellationToken cancel)
    {
        context.Require(KeyScope.Ingest, "An import");
        var (caller, by) = (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));
        var engine = caller.Workspace.Engine;
        return ReadAsync(
            context,
            isTrial: false,
            async (file, name, options) =>
            {
                var import = new Import(
                    engine.Log.AppendAsync,
                    async (rejects, stop) =>
                        await engine.Rejects.KeepAsync(name, options, [.. rejects.Select(one => new NewReject(one, Encoding.UTF8.GetBytes(one.Raw)))], stop),
                    clock
                );
                var summary = await import.RunAsync(file, options, progress: null, cancel);
                await engine.Imports.RecordAsync(name, options, summary, by, CancellationToken.None);
                caller.Workspace.Wake();
                return summary;
            },
            cancel
        );
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        bool isTrial,
        Func<Stream, string, IntakeOptions, Task<ImportSummary>> read,
        CancellationToken cancel
    )
    {
        var (mapping, form) = (Forms.Text(context, "mapping"), context.Request.Form);
        var (isHistory, isCloudEvents) = (form["history"] == "yes", form["cloudevents"] == "yes");
        ImportSummary? summary = null;
        var name = form.Files.GetFile("file") is { } sent ? System.IO.Path.GetFileName(sent.FileName) : "";
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                if (form.Files.GetFile("file") is not { Length: > 0 } file)
                    throw new RefusedException("file_needed", "Choose a file that holds something.", "file");
                try
                {
                    var options = new IntakeOptions
                    {
                        Mapping = mapping.Length == 0 ? null : Mapping.Parse(mapping),
                        CloudEvents = isCloudEvents,
                        History = isHistory,
                        Days = context.Caller().Workspace.Engine.Days,
                    };
                    await using var stream = file.OpenReadStream();
                    summary = await read(stream, name, options);
                }
                catch (IntakeException e)
                {
                    throw new RefusedException("unreadable_source", e.Message, "file");
                }
            }
        );
        return await PageAsync(
            context,
            view =>
                view with
                {
                    File = name,
                    IsTrial = isTrial,
                    Summary = summary,
                    Refused = refused,
                    Mapping = mapping,
                    IsHistory = isHistory,
                    IsCloudEvents = isCloudEvents,
                },
            cancel
        );
    }

    private static async Task<IResult> MendAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var workspace = context.Caller().Workspace;
        if (
            !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await workspace.Engine.Rejects.FindAsync(number, cancel) is not { } row
        )
            return Problem.NotFound($"There is no rejected row '{id}'; the page of imports lists them.");
        var mended = Forms.Text(context, "row");
        var again = await workspace.Engine.Rejects.RetakeAsync(row, mended.Length == 0 ? null : Encoding.UTF8.GetBytes(mended), cancel);
        if (again.Reject is { } reject)
            return await PageAsync(context, view => view with { Mended = (number, mended, reject.Reason) }, cancel);
        workspace.Wake();
        return PageAnswer.GoTo(context, Path);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Func<ImportsView, ImportsView> with, CancellationToken cancel)
    {
        var rejected = await context.Caller().Workspace.Engine.Rejects.OpenAsync(after: 0, ImportsView.MostRejected + 1, cancel);
        var view = with(
            new ImportsView(RejectedPageView.Of([.. rejected.Take(ImportsView.MostRejected)], next: null).Rejected, rejected.Count > ImportsView.MostRejected)
        );
        var status = FormFault.StatusOf(view.Refused ?? view.Mended?.Why);
        var page = PageAnswer.Of<ImportsPage>(context, await FrameView.OfAsync(context, "Settings", cancel), view, status);
        // A row may name a customer: no cache is to keep it beyond an erasure.
        context.Response.Headers.CacheControl = "no-store";
        return page;
    }
}
