namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>What came of a look at one part.</summary>
public enum LookState
{
    /// <summary>It was looked at, and nothing is missing.</summary>
    Well,

    /// <summary>A finding: something is missing, and the remedy says what to do.</summary>
    Attention,

    /// <summary>Nothing is known of it: the figure says what is missing.</summary>
    NotLookedAt,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What was looked at, such as <c>campaign</c>.</param>
/// <param name="Of">Which one of these; null where there is one.</param>
/// <param name="Figure">What was found, for a person.</param>
/// <param name="Number">The same as a number, in the unit that <paramref name="What"/> has; null where it is none.</param>
public sealed record Look(string What, string? Of, LookState State, string Figure, double? Number)
{
    /// <summary>What to do, in words; null while it is well.</summary>
    public string? Remedy { get; init; }

    /// <summary>The command to do it with; null while it is well.</summary>
    public string? Command { get; init; }

    /// <summary>What the watch that was looked at promises to notice; null of all else.</summary>
    public Readings.Divergence.CampaignPromise? Promise { get; init; }

    public static Look Well(string what, string? of, string figure, double? number = null) => new(what, of, LookState.Well, figure, number);

    public static Look Attention(string what, string? of, string figure, double? number, string remedy, string command) =>
        new(what, of, LookState.Attention, figure, number) { Remedy = remedy, Command = command };

    public static Look Unknown(string what, string? of, string figure, string remedy, string command) =>
        new(what, of, LookState.NotLookedAt, figure, Number: null) { Remedy = remedy, Command = command };
}

/// <summary>The answer to a question of the self-check.</summary>
public enum CheckAnswer
{
    Yes,
    Partly,
    No,

    /// <summary>What would be needed to tell is not there.</summary>
    CannotBeTold,
}

/// <summary>One of the five questions, answered.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Asks">The question, for a person.</param>
/// <param name="Because">Why the answer is what it is, in one sentence with its figures.</param>
/// <param name="Looks">The evidence.</param>
public sealed record CheckQuestion(string Name, string Asks, CheckAnswer Answer, string Because, IReadOnlyList<Look> Looks);

/// <summary>The five questions of a workspace, answered from a window of days at a set of cursors.</summary>
/// <param name="From">First day of the window.</param>
/// <param name="To">Last day of the window.</param>
/// <param name="Seal">The last seal of what was read.</param>
public sealed record SelfCheckReport(
    string Workspace,
    LocalDate? From,
    LocalDate? To,
    int Days,
    Cursors Cursors,
    SealNumber Seal,
    IReadOnlyList<CheckQuestion> Questions
)
{
    /// <summary>Whether everything could be told, and nothing was found.</summary>
    public bool Ok => Questions.All(question => question.Answer != CheckAnswer.CannotBeTold && question.Looks.All(look => look.State == LookState.Well));
}
