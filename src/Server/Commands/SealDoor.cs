using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>
/// Refuses a seal that does not exist, on every route that takes one: not every reading looks whether there is such a seal, and what is read at one that is yet
/// to come would change.
/// </summary>
internal sealed class SealDoor(RequestDelegate next)
{
    private const string Parameter = "seal";

    public async Task InvokeAsync(HttpContext context)
    {
        if (
            context.Items.ContainsKey(typeof(Caller))
            && int.TryParse(context.Request.Query[Parameter], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seal)
            && await FaultOfAsync(context, new SealNumber(seal)) is { } fault
        )
            await fault.ExecuteAsync(context);
        else
            await next(context);
    }

    private static async Task<Problem?> FaultOfAsync(HttpContext context, SealNumber seal)
    {
        try
        {
            await context.Caller().Workspace.Engine.Cells.RequireAsync(seal, context.RequestAborted);
            return null;
        }
        catch (ArgumentOutOfRangeException e)
        {
            return Problem.Of(e);
        }
    }
}
