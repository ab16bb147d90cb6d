using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Workflow;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>
/// Says in one look whether an installation is well. Each part is looked at by itself: where one cannot be, that is said, and the others are looked at all the
/// same. Nothing is changed.
/// </summary>
public static class Examiner
{
    private const string Everything = "everything else";

    /// <param name="dataFolder">Where checkpoints are kept; null where the server keeps none.</param>
    /// <param name="seesAll">Whether the caller may see what belongs to no workspace, such as with what a message of the workflow failed.</param>
    public static async Task<DoctorView> ExamineAsync(Engine engine, string? dataFolder, bool seesAll, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (log, loop, workflow) = (
            new LogLooks(engine, dataFolder, seesAll, now),
            new LoopLooks(engine, clock, now),
            new WorkflowLooks(engine, seesAll, now)
        );
        (string What, Func<CancellationToken, Task<IEnumerable<DoctorFindingView>>> LookAsync)[] looks =
        [
            (LogLooks.Database, log.DatabaseAsync),
            (LogLooks.Migrations, log.MigrationsAsync),
            (LogLooks.Seals, log.SealsAsync),
            (LogLooks.Projection, log.ProjectionsAsync),
            (LogLooks.SetAside, log.SetAsideAsync),
            (LogLooks.Checkpoint, log.CheckpointAsync),
            (LoopLooks.Deliveries, loop.DeliveriesAsync),
            (WorkflowLooks.DeadLetters, workflow.DeadLettersAsync),
            (WorkflowLooks.Messages, workflow.MessagesAsync),
            (WorkflowLooks.Due, workflow.DueAsync),
            (LoopLooks.Keys, loop.KeysAsync),
        ];

        var findings = new List<DoctorFindingView>();
        foreach (var (what, lookAsync) in looks)
            findings.AddRange(await FoundAsync(what, lookAsync, cancel));
        return DoctorView.Of(engine.Workspace.Name, findings);
    }

    /// <summary>What there is to say where the database could not be opened.</summary>
    public static DoctorView Unopened(string workspace, string why) =>
        DoctorView.Of(
            workspace,
            [
                Looking.Attention(LogLooks.Database, $"it could not be opened: {why}", "cpt db status"),
                Looking.NotLookedAt(Everything, "nothing of it is known without the database", "cpt doctor"),
            ]
        );

    /// <summary>Marks every message of the workflow that was given up, of any workspace, to be tried again. Returns how many were marked now.</summary>
    public static Task<int> RetryDeadLettersAsync(Database database, CancellationToken cancel) => StoredMessages.RetryDeadAsync(database, cancel);

    private static async Task<IEnumerable<DoctorFindingView>> FoundAsync(
        string what,
        Func<CancellationToken, Task<IEnumerable<DoctorFindingView>>> lookAsync,
        CancellationToken cancel
    )
    {
        try
        {
            return await lookAsync(cancel);
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or InvalidOperationException
                        or IOException
                        or UnauthorizedAccessException
                        or FormatException
                        or ArgumentException
                        or ArithmeticException
            )
        {
            return [Looking.NotLookedAt(what, e.Message, "cpt db status")];
        }
    }
}
