using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Doctor;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Logs;

/// <summary>The log: its two ends and the root that stands for all of it, for whoever reads; under the scope <c>admin</c> whether all is well.</summary>
internal static class LogPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/log", ReadAsync).Needs(KeyScope.Read);

    private static async Task<IResult> ReadAsync(HttpContext context, ServerOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var caller = context.Caller();
        var engine = caller.Workspace.Engine;
        var head = await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel);
        var findings = caller.Allows(KeyScope.Admin) ? await Examiner.ExamineAsync(engine, options.DataFolder, seesAll: caller.IsMachine, clock, cancel) : null;
        return PageAnswer.Of<LogPage>(context, await FrameView.OfAsync(context, "Log", cancel), LogPageView.Of(engine.Workspace, head, findings));
    }
}

/// <summary>The head of the log, and what was looked at of the installation.</summary>
/// <param name="Recorded">When the last seal was made; null before the first.</param>
/// <param name="Root">The root of the tree of all seals, in Base64.</param>
/// <param name="Examined">Null where the reader lacks the scope.</param>
public sealed record LogPageView(Position Signals, Position Entries, SealNumber Seal, string? Recorded, string Root, DoctorView? Examined)
{
    internal static LogPageView Of(Workspace workspace, HeadRow head, DoctorView? examined) =>
        new(
            head.Signals,
            head.Journal,
            head.Seal,
            head.Seal == SealNumber.None ? null : PageText.Moment(Instant.FromUnixTimeTicks(head.RecordedAt * 10), workspace.Zone),
            Convert.ToBase64String(head.Checkpoint(workspace).Root),
            examined
        );

    /// <summary>What the page says first.</summary>
    public string Headline
    {
        get
        {
            if (Examined is null)
                return $"The log has {PageText.Many(Seal.Value, "seal")}. Whether the installation is well is read under the scope admin.";
            var (found, unknown) = (Found(DoctorFindingView.Attention), Found(DoctorFindingView.NotLookedAt));
            var looks = PageText.Many(Examined.Findings.Count, "look");
            var attention = $"{PageText.Count(found.Length)} of {looks} {(found.Length == 1 ? "needs" : "need")} attention{Named(found)}";
            return (found.Length, unknown.Length) switch
            {
                (0, 0) => $"All {looks} found nothing that needs attention.",
                (_, 0) => PageText.Sentence($"{attention}."),
                (0, var left) =>
                    $"No look needs attention; {PageText.Count(left)} of {PageText.Count(Examined.Findings.Count)} could not be made{Named(unknown)}.",
                (_, var left) => PageText.Sentence($"{attention}; {PageText.Count(left)} could not be made{Named(unknown)}."),
            };
        }
    }

    /// <summary>The state of the installation in a word; what was not looked at is not said to be well.</summary>
    public string Word =>
        Examined!.Ok ? "Well"
        : Found(DoctorFindingView.Attention).Length > 0 ? "Needs attention"
        : "Not all looked at";

    private static string Named(DoctorFindingView[] findings) =>
        findings.Length == 0 ? "" : ": " + string.Join(", ", findings.Select(finding => KpiText.Words(finding.What)).Distinct(StringComparer.Ordinal));

    private DoctorFindingView[] Found(string state) => [.. Examined!.Findings.Where(finding => finding.State == state)];
}
