using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>A route of whose requests nothing is kept, not even their hash: run again, one changes nothing.</summary>
internal sealed record KeepsNoAnswer;

/// <summary>
/// Requests that change something may carry an <c>Idempotency-Key</c>: sent again with the same key, one is not run again but answered with the first
/// one's answer, status, headers and body, for 24 hours. An answer that shows a secret (<see cref="SecretAnswer{T}"/>) is not kept: asked for again it says
/// what was made and how to replace the secret. What was refused because of itself (400, 413, 415, 422) or for the moment (429, 503) is not kept. A request
/// that made entries of the journal is not run again whatever became of its answer: where that is lost, the entries' place is the answer.
/// </summary>
internal sealed class Idempotency(RequestDelegate next)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    private static readonly Dictionary<string, string> None = [];

    /// <summary>Headers that are of one sending of an answer, or are kept beside it.</summary>
    private static readonly FrozenSet<string> Others = new[] { "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Date" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase
    );

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out var header) || !context.Items.ContainsKey(typeof(Caller))
            ? next(context)
            : RunAsync(context, header.ToString());

    private async Task RunAsync(HttpContext context, string header)
    {
        if (KeyOf(header) is not { } key)
        {
            await new Problem(
                400,
                "invalid_idempotency_key",
                $"{Header} is a quoted string of 1 to {LongestKey} printable ASCII characters, as \"8e03978e-40d5\".",
                Header
            ).ExecuteAsync(context);
            return;
        }

        using var sent = await SentAsync(context.Request, context.RequestAborted);
        var hash = SHA256.HashData([
            .. Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n"),
            .. sent.ToArray(),
        ]);
        context.Request.Body = sent;

        var caller = context.Caller();
        var (book, client) = (caller.Workspace.Engine.Requests, caller.KeyId ?? caller.Person);
        switch (await book.BeginAsync(client, key, hash, context.RequestAborted))
        {
            case Repetition.Reused:
                await new Problem(
                    422,
                    "idempotency_key_reused",
                    "This key was sent with another request before; a new request needs a new key.",
                    Header
                ).ExecuteAsync(context);
                break;
            case Repetition.Running:
                await Problem.RequestInProgress.ExecuteAsync(context);
                break;
            case Repetition.CarriedOut carried:
                await Problem.CarriedOut(carried).ExecuteAsync(context);
                break;
            case Repetition.Answered(var answer):
                context.Response.Headers["Idempotency-Replayed"] = "true";
                await AnswerAsync(context, answer);
                break;
            case Repetition.First { Claim: { } claim }:
                await FirstAsync(context, caller, book, claim);
                break;
            default:
                await next(context);
                break;
        }
    }

    private async Task FirstAsync(HttpContext context, Caller caller, RequestStore book, RequestClaim claim)
    {
        var (response, body) = (context.Response, context.Response.Body);
        using var written = new MemoryStream();
        response.Body = written;
        StoredAnswer? answer = null;
        if (!IsNothingKept(context))
            context.Items[typeof(Caller)] = caller with { Claim = claim };
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync();
            answer = new StoredAnswer(response.StatusCode, response.ContentType, written.ToArray(), HeadersOf(response));
        }
        finally
        {
            response.Body = body;
            await EndAsync(book, claim, ToKeep(context, answer));
        }

        await AnswerAsync(context, answer);
    }

    /// <summary>Where the request is to be run anew and must not be, since it was carried out, that is what is kept of it.</summary>
    private static async Task EndAsync(RequestStore book, RequestClaim claim, StoredAnswer? answer)
    {
        if (await book.EndAsync(claim, answer, CancellationToken.None) is { } carried)
            await book.EndAsync(claim, Told(Problem.CarriedOut(carried)), CancellationToken.None);
    }

    /// <summary>What is kept of an answer; null where the request is to be run anew when it comes again.</summary>
    private static StoredAnswer? ToKeep(HttpContext context, StoredAnswer? answer)
    {
        if (answer is null or { Status: 400 or 413 or 415 or 422 or 429 or 503 } || IsNothingKept(context))
            return null;
        return ShownOnce.Of(context) is { Problem: var told } ? Told(told) : answer;
    }

    private static bool IsNothingKept(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<KeepsNoAnswer>() is not null;

    private static StoredAnswer Told(Problem problem) => new(problem.Status, Problem.ContentType, problem.Document(), None);

    private static Dictionary<string, string> HeadersOf(HttpResponse response) =>
        response
            .Headers.Where(header => !Others.Contains(header.Key))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    private static async Task AnswerAsync(HttpContext context, StoredAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.Body.Length > 0)
            await context.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task<MemoryStream> SentAsync(HttpRequest request, CancellationToken cancel)
    {
        var sent = new MemoryStream();
        var piece = new byte[16 * 1024];
        var limit = BodyLimits.Of(request.HttpContext);
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            sent.Write(piece, 0, read);
            if (sent.Length > limit.Sent)
                throw new ProblemException(Problem.BodyTooLarge(limit.Sent));
        }

        sent.Position = 0;
        return sent;
    }

    /// <summary>A structured field's string (RFC 9651, 3.3.3), or null.</summary>
    private static string? KeyOf(string header)
    {
        if (header.Length < 3 || header[0] != '"' || header[^1] != '"')
            return null;
        var key = new StringBuilder();
        for (var i = 1; i < header.Length - 1; i++)
        {
            var escaped = header[i] == '\\';
            if (escaped)
                i++;
            var last = i >= header.Length - 1;
            if (last || header[i] is < ' ' or > '~' || escaped != (header[i] is '"' or '\\'))
                return null;
            key.Append(header[i]);
        }

        return key.Length is > 0 and <= LongestKey ? key.ToString() : null;
    }
}
