using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// Turns what a request failed with into an answer: a problem where one was meant, 503 where the database is away or held by another, else 500.
/// </summary>
internal sealed partial class Faults(RequestDelegate next, ILogger logger)
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
            var problem = ProblemOf(e, context.Request);
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
                logger.DatabaseAway(context.Request.Method, RouteOf(context), e.Message);
            else if (problem.Status == StatusCodes.Status500InternalServerError)
                logger.RequestFailed(context.Request.Method, RouteOf(context), e);
            context.Response.Headers.Remove("ETag");
            await problem.ExecuteAsync(context);
        }
    }

    /// <summary>What was asked for, without what it was asked of: that may be a customer.</summary>
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    /// <summary>What a request is answered that failed so.</summary>
    public static Problem ProblemOf(Exception e, HttpRequest request) =>
        e switch
        {
            ProblemException found => found.Problem,
            NamesCustomerException named => new Problem(422, "text_names_customer", named.Message, $"/{named.Naming.Field}"),
            RefusedException refused => new Problem(422, refused.Code, refused.Message, refused.Place),
            StrictYamlException yaml => new Problem(422, "invalid_document", yaml.Message, ""),
            TextTooLongException text => new Problem(422, "text_too_long", text.Message, "/" + text.Place),
            VersionConflictException conflict => new Problem(
                request.Headers.IfMatch.Count > 0 ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
                "version_conflict",
                conflict.Message,
                request.Headers.IfMatch.Count > 0 ? "If-Match" : null
            ),
            RequestTakenException => Problem.RequestInProgress,
            NotFoundException missing => Problem.NotFound(missing.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge(BodyLimits.Of(request.HttpContext).Sent),
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } when BodyPattern().IsMatch(e.Message) => new Problem(
                400,
                "invalid_json",
                "The body is not the JSON that this route takes; /openapi/v1.json describes it.",
                ""
            ),
            BadHttpRequestException when ParameterPattern().Match(e.Message) is { Success: true } found => BadParameter(
                JsonNamingPolicy.CamelCase.ConvertName(found.Groups["name"].Value),
                request
            ),
            BadHttpRequestException bad => new Problem(bad.StatusCode, "bad_request", bad.Message),
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            or EncoderFallbackException => new Problem(
                400,
                "invalid_text",
                "A text of the request holds U+0000 or half of a surrogate pair, which no text here can hold."
            ),
            AppendDeadlineException late => Problem.AppendDeadline(late.Message),
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Problem.Locked,
            PostgresException refused when IsAway(refused.SqlState) => Problem.DatabaseAway,
            PostgresException => Problem500(),
            NpgsqlException => Problem.DatabaseAway,
            _ => Problem500(),
        };

    /// <summary>
    /// Connection exceptions (08), no space or memory or connections (53), an operator's intervention such as a shutdown (57), an I/O error (58).
    /// </summary>
    private static bool IsAway(string state) => state[..2] is "08" or "53" or "57" or "58";

    private static Problem BadParameter(string name, HttpRequest request) =>
        Problem.Bad(
            name,
            request.Query[name].ToString() is { Length: > 0 } value
                ? $"{name}={value} is not what {name} takes; /openapi/v1.json says what is."
                : $"The parameter {name} is needed; /openapi/v1.json says what it takes."
        );

    /// <summary>What ASP.NET Core says of a parameter it could not bind: its type and its name. Only the name is for callers.</summary>
    [GeneratedRegex("parameter \"(?<type>\\S+) (?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ParameterPattern();

    /// <summary>The same of a body.</summary>
    [GeneratedRegex("parameter \".*body", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex BodyPattern();

    private static Problem Problem500() => new(500, "internal", "The server failed at this request; its log says more. Signals can safely be sent again.");
}
