namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>A problem as a page says it.</summary>
public sealed record ProblemSheet(int Status, string Code, string Detail)
{
    public string Title =>
        Status switch
        {
            StatusCodes.Status404NotFound => "Not found",
            StatusCodes.Status403Forbidden => "Not allowed",
            >= 500 => "Not available",
            _ => "Not done",
        };

    internal static Task ExecuteAsync(HttpContext context, Problem problem) =>
        PageAnswer
            .Of<ProblemPage>(context, FrameView.Plain(context), new ProblemSheet(problem.Status, problem.Code, problem.Detail), problem.Status)
            .ExecuteAsync(context);
}
