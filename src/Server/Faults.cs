using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server;

/// <summary>Turns what a request failed with into an answer: a problem where one was meant, 503 where the database is away, else 500.</summary>
internal sealed class Faults(RequestDelegate next, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = ProblemOf(e);
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
                logger.DatabaseAway(context.Request.Method, context.Request.Path, e.Message);
            else if (problem.Status == StatusCodes.Status500InternalServerError)
                logger.RequestFailed(context.Request.Method, context.Request.Path, e);
            context.Response.Headers.Remove("ETag");
            await problem.ExecuteAsync(context);
        }
    }

    private static Problem ProblemOf(Exception e) => e switch
    {
        ProblemException found => found.Problem,
        BadHttpRequestException bad => new Problem(bad.StatusCode, "bad_request", bad.Message),
        PostgresException refused when IsAway(refused.SqlState) => Problem.DatabaseAway,
        PostgresException => Problem500(),
        NpgsqlException => Problem.DatabaseAway,
        _ => Problem500(),
    };

    /// <summary>Connection exceptions (08), no space or memory or connections (53), an operator's intervention such as a shutdown (57), an I/O error (58).</summary>
    private static bool IsAway(string state) => state[..2] is "08" or "53" or "57" or "58";

    private static Problem Problem500() => new(500, "internal", "The server failed at this request; its log says more. Signals can safely be sent again.");
}
