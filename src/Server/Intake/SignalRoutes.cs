using System.Collections.Concurrent;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>Live intake. What is answered as accepted is committed; what is rejected is kept, with its reason, to be mended.</summary>
internal static class SignalRoutes
{
    private const string Source = "POST /v1/signals";

    /// <summary>Readers keep the names they have met, so they are used again.</summary>
    private static readonly ConcurrentBag<ItemReader> NativeReaders = [];
    private static readonly ConcurrentBag<ItemReader> EventReaders = [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/signals", (Delegate)PostAsync)
            .Needs(KeyScope.Ingest)
            .WithMetadata(BodyLimits.Batch)
            .WithName("postSignals")
            .WithTags("intake")
            .WithSummary("Append signals.")
            .WithDescription(
                "A JSON array of native signals or one of them; NDJSON (application/x-ndjson); a CloudEvent (application/cloudevents+json) or a batch of "
                    + "them (application/cloudevents-batch+json). gzip is understood. The items are answered in the order of the request, after the commit."
            )
            .TakesList(
                "Signals.",
                typeof(NativeSignalView),
                "application/json",
                "application/x-ndjson",
                "application/cloudevents+json",
                "application/cloudevents-batch+json"
            )
            .Produces<IntakeAnswerView>(200, "application/json")
            .Produces<IntakeAnswerView>(207, "application/json");

    private static async Task<IResult> PostAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var type = context.Request.ContentType ?? "";
        var options = new IntakeOptions { CloudEvents = type.Contains("cloudevents", StringComparison.OrdinalIgnoreCase) };
        var batch = Read(body.Bytes, options, lines: type.Contains("ndjson", StringComparison.OrdinalIgnoreCase));
        return (IResult?)await batch.AppendAsync(context.Caller().Workspace, Source, options) ?? batch.Answer();
    }

    /// <summary>The items of a body.</summary>
    /// <param name="lines">They are lines, not the elements of an array.</param>
    /// <exception cref="ProblemException">The body is no list of items.</exception>
    public static Batch Read(ReadOnlyMemory<byte> body, IntakeOptions options, bool lines)
    {
        var readers = options.CloudEvents ? EventReaders : NativeReaders;
        var reader = readers.TryTake(out var used) ? used : new ItemReader(options.CloudEvents);
        try
        {
            if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
                throw new ProblemException(new Problem(400, "empty_body", "The body is empty; a batch without signals is [].", ""));
            var batch = new Batch();
            foreach (var item in lines ? BodySplitter.Lines(body) : BodySplitter.Elements(body))
                batch.Add(item, reader.Read(item));
            return batch;
        }
        catch (IntakeException e)
        {
            throw new ProblemException(new Problem(400, e.Code, $"{e.Message} Nothing of it was taken.", ""));
        }
        finally
        {
            readers.Add(reader);
        }
    }
}
