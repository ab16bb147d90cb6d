using System.Collections.Concurrent;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>Live intake. What is answered as accepted is committed; what is rejected is kept, with its reason, to be mended.</summary>
internal static class SignalRoutes
{
    private const string Source = "POST /v1/signals";

    /// <summary>Readers keep the names they have met, so they are used again.</summary>
    private static readonly ConcurrentBag<SignalBody> Readers = [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/signals", (Delegate)PostAsync).Needs(KeyScope.Ingest).WithName("postSignals").WithTags("intake")
            .WithSummary("Append signals.")
            .WithDescription("A JSON array of native signals, one signal, or NDJSON; gzip is understood. The items are answered in the order of the request, after the commit.")
            .Produces<object>(200, "application/json").Produces<object>(207, "application/json");

    private static async Task<IResult> PostAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var items = Read(context.Request, body.Bytes.Span);
        return await AppendAsync(context.Caller().Workspace, Source, body.Bytes, items);
    }

    /// <summary>Appends what can be, keeps what was rejected, and answers for each item.</summary>
    public static async Task<IResult> AppendAsync(LiveWorkspace workspace, string source, ReadOnlyMemory<byte> body, IReadOnlyList<BodyItem> items)
    {
        if (items.Count > BodyLimits.Items)
            return new Problem(413, "too_many_items", $"A batch has at most {BodyLimits.Items:N0} items; this one has {items.Count:N0}.");

        var signals = new List<Signal>(items.Count);
        var rejects = new List<NewReject>();
        foreach (var item in items)
        {
            if (item.Result.Signal is { } signal)
                signals.Add(signal);
            else if (item.Result.Reject is { } reject)
                rejects.Add(new NewReject(reject, body.Slice(item.Start, item.Length)));
        }

        // Not bound to the caller's patience: once taken, signals are appended whether or not somebody waits for the answer.
        IReadOnlyList<Outcome> outcomes = [];
        if (signals.Count > 0)
        {
            if (!workspace.Queue.TryAppend(signals, out var appending))
                return Problem.QueueFull;
            outcomes = await appending;
        }

        if (rejects.Count > 0)
        {
            Telemetry.Rejected(workspace.Name, rejects.Count);
            await workspace.Engine.Rejects.KeepAsync(source, mapping: null, history: false, rejects, CancellationToken.None);
        }

        return new JsonAnswer(json => Write(json, items, outcomes), rejects.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus);
    }

    private static List<BodyItem> Read(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var items = new List<BodyItem>();
        var reader = Readers.TryTake(out var used) ? used : new SignalBody();
        try
        {
            if (request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true)
                reader.ReadLines(body, items);
            else if (reader.ReadJson(body, items) is { } fault)
                throw new ProblemException(new Problem(400, "invalid_json", $"{fault}. Nothing of it was taken.", ""));
        }
        finally
        {
            Readers.Add(reader);
        }

        return items;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<BodyItem> items, IReadOnlyList<Outcome> outcomes)
    {
        json.WriteNumber("accepted", Count(Outcome.Accepted));
        json.WriteNumber("duplicate", Count(Outcome.Duplicate));
        json.WriteNumber("conflict", Count(Outcome.Conflict));
        json.WriteNumber("rejected", items.Count - outcomes.Count);
        json.WriteStartArray("items");
        var next = 0;
        foreach (var item in items)
        {
            json.WriteStartObject();
            if (item.Result.Reject is { } reject)
            {
                json.WriteString("status"u8, "rejected"u8);
                json.WriteString("code", reject.Code);
                json.WriteString("pointer", reject.Field is null ? $"/{item.Result.Line - 1}" : $"/{item.Result.Line - 1}/{reject.Field}");
                json.WriteString("reason", reject.Reason);
            }
            else
            {
                json.WriteString("status"u8, NameOf(outcomes[next++]));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();

        int Count(Outcome outcome) => outcomes.Count(o => o == outcome);
    }

    private static ReadOnlySpan<byte> NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted"u8,
        Outcome.Duplicate => "duplicate"u8,
        _ => "conflict"u8,
    };
}
