using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Postgres.Embedded;
using Npgsql;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>Bad usage or input.</summary>
    public const int Refused = 2;

    /// <summary>A check found something.</summary>
    public const int Found = 3;

    /// <summary>An import took what it could: rows were rejected, in conflict or repeated, or something in the source is in doubt.</summary>
    public const int Partly = 4;
}

/// <summary>The user asked for something that cannot be; the message says what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>
/// The root command: global options, errors as one sentence on stderr, exit codes. Ctrl-C cancels the running command, which then ends what it
/// has begun and says how far it came.
/// </summary>
internal static class CommandLine
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] args, params IEnumerable<Command> commands)
    {
        var root = new RootCommand("Customer Performance Tracker: what customers did beside how they felt, and when trust broke.");
        foreach (var option in GlobalOptions.All)
            root.Options.Add(option);
        foreach (var command in commands)
            root.Subcommands.Add(command);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(
                $"`cpt {string.Join(' ', Path(parsed.CommandResult))} --help` shows the usage with an example.".Replace("  ", " ", StringComparison.Ordinal)
            );
            return ExitCode.Refused;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Grace });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(FileTrouble.Told(e));
            return FileTrouble.IsFullDisk(e) ? ExitCode.Failed : ExitCode.Refused;
        }
        catch (Exception e)
            when (e is UsageException or StrictYamlException or IntakeException or RefusedException or NotFoundException or FormatException or ArgumentException
            )
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is VersionConflictException or EmbeddedPostgresException or NpgsqlException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(
                e switch
                {
                    PostgresException { SqlState: PostgresErrorCodes.DiskFull } full =>
                        $"The disk that PostgreSQL writes to is full ({full.MessageText}). What was committed stays and nothing is half done: free space, "
                            + "and run the same command again.",
                    PostgresException refused => $"PostgreSQL refused: {refused.MessageText} ({refused.SqlState})",
                    _ => e.Message,
                }
            );
            return ExitCode.Failed;
        }
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new Stack<string>();
        for (var at = result; at.Parent is System.CommandLine.Parsing.CommandResult parent; at = parent)
            names.Push(at.Command.Name);
        return names;
    }
}
