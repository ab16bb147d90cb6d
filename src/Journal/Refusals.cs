namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// A command that the rules forbid as things stand. <paramref name="code"/> is stable, for programs; the message says which rule and what to do.
/// <paramref name="place"/> is a JSON pointer to the member of the command that is at fault; null where no single one is.
/// </summary>
public sealed class RefusedException(string code, string message, string? place = null) : Exception(message)
{
    public string Code => code;

    public string? Place => place;
}

/// <summary>The stream is no longer at the version the command was meant for: somebody else was first. Read it again, and decide anew.</summary>
public sealed class VersionConflictException(string what, StreamVersion expected, StreamVersion? found)
    : Exception(
        $"{what} was to be at version {expected} and is at {found?.ToString() ?? "none"}: somebody else " + "was first. Read it again and decide anew."
    );

/// <summary>There is no such thing in this workspace.</summary>
public sealed class NotFoundException(string message) : Exception(message);
