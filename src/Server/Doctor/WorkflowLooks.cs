using CustomerPerformanceTracker.Workflow;
using static CustomerPerformanceTracker.Server.Doctor.Looking;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>
/// Looks at the workflow of the servers. Wolverine's messages are of all workspaces: who may see one workspace alone is told how many there are, and not with
/// what a message failed.
/// </summary>
internal sealed class WorkflowLooks(Engine engine, bool seesAll, Instant now)
{
    public const string DeadLetters = "dead_letters";
    public const string Messages = "messages";
    public const string Due = "due";

    /// <summary>Servers take messages and do what is due within seconds; the sweep makes up for what was lost within a minute.</summary>
    private static readonly Duration DoneWithin = Duration.FromMinutes(2);

    public async Task<IEnumerable<DoctorFindingView>> DeadLettersAsync(CancellationToken cancel)
    {
        var dead = await StoredMessages.DeadAsync(engine.Database, cancel);
        return dead.Count == 0 ? [Well(DeadLetters, "none", 0)] : dead.Select(Of);

        DoctorFindingView Of(DeadLetters one)
        {
            var newest = one.FailedAt is { } at ? $", the newest at {Time(at)}" : "";
            var error = seesAll && one.Error.Length > 0 ? $": {one.Error}" : "";
            var marked = one.Marked > 0 ? $", {one.Marked} marked to be retried" : "";
            return Attention(
                DeadLetters,
                $"{Count(one.Count, "message")} given up{marked}{newest}{error}",
                one.Marked == one.Count ? "cpt serve" : "cpt doctor --retry-dead-letters",
                one.Count,
                one.Type
            );
        }
    }

    public async Task<IEnumerable<DoctorFindingView>> MessagesAsync(CancellationToken cancel)
    {
        var waiting = await StoredMessages.WaitingAsync(engine.Database, now - DoneWithin, cancel);
        if (waiting is { Overdue: 0, Stuck: 0 })
            return [Well(Messages, $"{waiting.Scheduled} scheduled, none overdue, none waits for a server", 0)];
        var since = waiting.OverdueSince is { } at ? $" since {Time(at)}" : "";
        return
        [
            Attention(
                Messages,
                $"{waiting.Scheduled} scheduled, {waiting.Overdue} overdue{since}, {waiting.Stuck} wait for a server; "
                    + "no server runs the workflow, or it falls behind",
                "cpt serve",
                waiting.Overdue + waiting.Stuck
            ),
        ];
    }

    public async Task<IEnumerable<DoctorFindingView>> DueAsync(CancellationToken cancel)
    {
        var due = await DueStreams.ByAsync(engine.Database, engine.Workspace, now - DoneWithin, cancel);
        return due.Count == 0
            ? [Well(Due, "nothing is overdue", 0)]
            : due.GroupBy(one => one.Board, StringComparer.Ordinal)
                .Select(board =>
                    Attention(
                        Due,
                        $"{board.Count()} overdue, the longest since {Time(board.First().At)}: {board.First().Id}",
                        board.Key == "adjustments" ? $"cpt adjustments measure {board.First().Id}" : "cpt serve",
                        board.Count(),
                        board.Key
                    )
                );
    }
}
