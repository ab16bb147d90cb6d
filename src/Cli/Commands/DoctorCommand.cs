using CustomerPerformanceTracker.Postgres.Embedded;
using CustomerPerformanceTracker.Server.Doctor;
using Npgsql;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var retry = new Option<bool>("--retry-dead-letters")
        {
            Description = "Marks all messages of the servers' workflow that were given up, of every workspace; a running server tries them again.",
        };
        var command = new Command(
            "doctor",
            "Whether the installation is well: database, migrations, projections, deliveries, workflow, checkpoint, keys, each with its figure and what to do. "
                + "Exit code 3 where something needs attention or could not be looked at."
        )
            .With(retry)
            .WithExample("cpt doctor --json");
        command.SetAction(
            async (options, cancel) =>
            {
                var view = await ExamineAsync(options, options.GetValue(retry), cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(view);
                else
                    foreach (var line in DoctorText.Lines(view))
                        Console.WriteLine(line);
                return view.Ok ? ExitCode.Done : ExitCode.Found;
            }
        );
        return command;
    }

    private static async Task<DoctorView> ExamineAsync(ParseResult options, bool retries, CancellationToken cancel)
    {
        Session session;
        try
        {
            session = await Session.OpenAsync(options, cancel);
        }
        catch (Exception e) when (e is EmbeddedPostgresException or NpgsqlException or InvalidOperationException)
        {
            return Examiner.Unopened(options.GetRequiredValue(GlobalOptions.Workspace), e.Message);
        }

        await using (session)
        {
            int? retried = retries ? await Examiner.RetryDeadLettersAsync(session.Engine.Database, cancel) : null;
            var view = await Examiner.ExamineAsync(session.Engine, options.GetRequiredValue(GlobalOptions.Data), seesAll: true, TimeProvider.System, cancel);
            return view with { Retried = retried };
        }
    }
}
