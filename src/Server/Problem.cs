using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// An RFC 9457 answer. <paramref name="Code"/> is stable and made for programs; the detail says, for a person, which rule was broken and what to do.
/// <paramref name="Pointer"/> is a JSON pointer into the request's body, or names a parameter or header; <paramref name="Known"/> are the names that are known
/// there; <paramref name="Carried"/> says where the decision stands that answers for the request.
/// </summary>
internal sealed record Problem(
    int Status,
    string Code,
    string Detail,
    string? Pointer = null,
    int? RetryAfterSeconds = null,
    IReadOnlyList<string>? Known = null,
    Repetition.CarriedOut? Carried = null
) : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem QueueFull =>
        new(
            429,
            "queue_full",
            "More signals wait than the server takes at a time. Nothing of this request was stored; send it again later.",
            RetryAfterSeconds: 1
        );

    public static Problem DatabaseAway =>
        new(
            503,
            "database_away",
            "The database does not answer. Unless an answer said so, nothing is known to be stored; send the same request again later.",
            RetryAfterSeconds: 2
        );

    public static Problem BodyTooLarge(long most) =>
        new(
            413,
            "body_too_large",
            string.Create(CultureInfo.InvariantCulture, $"A body of this route has at most {most:N0} bytes. Nothing of it was taken; send less at a time.")
        );

    public static Problem AppendDeadline(string why) =>
        new(503, "append_deadline", $"{why} Nothing of this request was stored; send it again later.", RetryAfterSeconds: 5);

    public static Problem Locked =>
        new(
            503,
            "database_busy",
            "Another transaction holds what this request needs. Unless an answer said so, nothing is known to be stored; send the same request again later.",
            RetryAfterSeconds: 5
        );

    public static Problem RequestInProgress =>
        new(409, "request_in_progress", "The first request with this key is still running; ask again later.", "Idempotency-Key", RetryAfterSeconds: 1);

    public static Problem CarriedOut(Repetition.CarriedOut carried) =>
        new(
            409,
            "request_carried_out",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The request with this key was carried out, and its answer is lost: its decision is at position {carried.Position} of the journal; "
                    + $"GET /v1/journal?after={carried.Position.Previous}&limit=1 reads it. Nothing was done again."
            ),
            "Idempotency-Key",
            Carried: carried
        );

    public static Problem NotFound(string what) => new(404, "not_found", what);

    public static Problem Bad(string parameter, string detail) => new(400, "bad_parameter", detail, parameter);

    /// <summary>What a reading says of an argument that it does not take; the runtime's own words behind the message are left out.</summary>
    public static Problem Of(ArgumentException wrong) => Bad(wrong.ParamName ?? "", wrong.Message.Split(" (Parameter '", 2)[0]);

    public async Task ExecuteAsync(HttpContext context)
    {
        if (PageRoute.IsOf(context))
        {
            await ProblemSheet.ExecuteAsync(context, this);
            return;
        }

        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        if (RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.BodyWriter.WriteAsync(Document());
    }

    public byte[] Document() =>
        Json.Bytes(
            new ProblemView($"urn:cpt:problem:{Code}", Code.Replace('_', ' '), Status, Code, Detail, Pointer, Known, Carried?.Position.Value, Carried?.Stream)
        );
}

/// <summary>Ends a request with a problem from wherever it is found.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
