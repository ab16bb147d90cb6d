using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>Whether the installation is well, for whoever runs it.</summary>
internal static class DoctorRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .WithTags("watching")
            .MapGet("/doctor", ExamineAsync)
            .Needs(KeyScope.Admin)
            .WithName("examine")
            .WithSummary("Whether the installation is well: each part that was looked at, with its figure and what to do.");

    private static async Task<Answer<DoctorView>> ExamineAsync(HttpContext context, ServerOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var caller = context.Caller();
        return Answer.Of(await Examiner.ExamineAsync(caller.Workspace.Engine, options.DataFolder, seesAll: caller.IsMachine, clock, cancel));
    }
}
