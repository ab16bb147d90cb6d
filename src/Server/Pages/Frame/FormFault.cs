namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>What a form was refused for, where the page is to come back with all that was typed.</summary>
internal static class FormFault
{
    /// <summary>Does what a form asks for, and gives what the form was refused for; null where it was done.</summary>
    public static async Task<string?> OfAsync(HttpContext context, Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e) when (Faults.ProblemOf(e, context.Request) is { Status: < StatusCodes.Status500InternalServerError } problem)
        {
            return problem.Detail;
        }
    }

    /// <summary>The status of a page that says so.</summary>
    public static int StatusOf(string? refused) => refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
