using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>
/// The items of one request: what each gave, signals or a reject, and after the append what became of it. An item may give several signals, or none.
/// </summary>
internal sealed class Batch
{
    private readonly List<Item> items = [];
    private readonly List<Signal> signals = [];
    private readonly List<NewReject> rejects = [];
    private IReadOnlyList<Outcome> outcomes = [];

    /// <summary>How many items were rejected.</summary>
    public int Rejected => rejects.Count;

    /// <summary>Adds the next item with what it gave.</summary>
    public void Add(BodyItem item, params ReadOnlySpan<IntakeResult> results)
    {
        Reject? rejected = null;
        var first = signals.Count;
        foreach (var result in results)
        {
            if (result.Signal is { } signal)
                signals.Add(signal);
            rejected ??= result.Reject;
        }

        if (rejected is not null)
            rejects.Add(new NewReject(rejected, item.Content));
        items.Add(new Item(first, signals.Count - first, rejected));
    }

    /// <summary>
    /// Appends the signals and keeps the rejected items. Returns what stands against it: too many items, a full queue. Once taken, signals are
    /// appended whether or not somebody still waits for the answer.
    /// </summary>
    /// <param name="source">Where the items came from.</param>
    /// <param name="options">How they were read, so that a rejected one can be read again.</param>
    public async Task<Problem?> AppendAsync(LiveWorkspace workspace, string source, IntakeOptions options)
    {
        if (items.Count > BodyLimits.Items)
            return new Problem(413, "too_many_items", $"A batch has at most {BodyLimits.Items:N0} items; this one has {items.Count:N0}.");

        if (signals.Count > 0)
        {
            if (!workspace.Queue.TryAppend(signals, out var appending))
                return Problem.QueueFull;
            outcomes = await appending;
        }

        if (rejects.Count > 0)
        {
            Telemetry.Rejected(workspace.Name, rejects.Count);
            await workspace.Engine.Rejects.KeepAsync(source, options, rejects, CancellationToken.None);
        }

        return null;
    }

    /// <summary>Goes the way of <see cref="AppendAsync"/> and leaves nothing behind.</summary>
    public async Task RehearseAsync(SignalLog log, CancellationToken cancel)
    {
        await log.RehearseAsync(signals, cancel);
        outcomes = new Outcome[signals.Count];
    }

    /// <summary>Counts of items by outcome, then each item's own, in the order of the request.</summary>
    public IResult Answer()
    {
        var told = items.ConvertAll(StatusOf);
        ItemView[] each =
        [
            .. items.Select(
                (item, i) =>
                    item.Reject is { } reject
                        ? new ItemView(told[i], reject.Code, reject.Field is null ? $"/{i}" : $"/{i}/{reject.Field}", reject.Reason)
                        : new ItemView(told[i])
            ),
        ];
        return new Answer<IntakeAnswerView>(
            new(Count("accepted"), Count("duplicate"), Count("conflict"), Count("rejected"), each),
            version: null,
            rejects.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus
        );

        int Count(string status) => told.Count(one => one == status);
    }

    /// <summary>An item counts as accepted where anything of it was new, and as a conflict where anything of it was one.</summary>
    private string StatusOf(Item item)
    {
        if (item.Reject is not null)
            return "rejected";
        if (item.Count == 0)
            return "ignored";
        var worst = Outcome.Duplicate;
        for (var i = item.First; i < item.First + item.Count; i++)
            worst =
                outcomes[i] == Outcome.Conflict || worst == Outcome.Conflict ? Outcome.Conflict
                : outcomes[i] == Outcome.Accepted ? Outcome.Accepted
                : worst;
        return worst switch
        {
            Outcome.Accepted => "accepted",
            Outcome.Duplicate => "duplicate",
            _ => "conflict",
        };
    }

    private readonly record struct Item(int First, int Count, Reject? Reject);
}
