namespace CustomerPerformanceTracker.Journal.Boards;

/// <summary>
/// A stream as a board shows it. <paramref name="Since"/> and <paramref name="Position"/> are the journal positions of its first and its last entry.
/// </summary>
/// <param name="DueAt">When something is to be done though nobody asks; null where nothing is.</param>
/// <param name="Data">Everything else, in the board's own form.</param>
public sealed record BoardRow(string Id, StreamVersion Version, Position Since, Position Position, string State, Instant? DueAt, JsonElement Data);

/// <summary>A list of streams of one kind, one row each, that is folded while their entries are appended.</summary>
public interface IBoard
{
    /// <summary>The stored name.</summary>
    string Name { get; }

    /// <summary>Raised when rows come to hold something else; the board is then built again from the journal.</summary>
    int Shape { get; }

    /// <summary>What the names of its streams begin with; the rest is the row's id.</summary>
    string Prefix { get; }

    /// <summary>The row after an entry; null stands for a stream that had none.</summary>
    BoardRow Next(BoardRow? before, JournalEntry entry);
}

/// <summary>A board whose rows are states of one type: how an entry changes a state, and the state's stored form.</summary>
public abstract class Board<TState> : IBoard
    where TState : class
{
    public abstract string Name { get; }

    public virtual int Shape => 1;

    public abstract string Prefix { get; }

    public BoardRow Next(BoardRow? before, JournalEntry entry)
    {
        var held = before?.Version ?? StreamVersion.None;
        if (entry.Version != held.Next)
            throw new InvalidOperationException(
                $"The board {Name} holds {entry.Stream} at version {held}, and is to fold version {entry.Version}; it has to be built again."
            );
        var state = Fold(before is null ? null : Read(before), entry);
        return new BoardRow(
            entry.Stream[Prefix.Length..],
            entry.Version,
            before?.Since ?? entry.Position,
            entry.Position,
            StateOf(state),
            WholeMicroseconds(DueOf(state)),
            Write(state)
        );
    }

    /// <summary>The state after an entry of the stream. Pure.</summary>
    public abstract TState Fold(TState? before, JournalEntry entry);

    /// <summary>The state that a row holds.</summary>
    public abstract TState Read(BoardRow row);

    protected abstract JsonElement Write(TState state);

    protected abstract string StateOf(TState state);

    protected abstract Instant? DueOf(TState state);

    /// <summary>As the database keeps it, or a row would not be what folding gives.</summary>
    private static Instant? WholeMicroseconds(Instant? due) =>
        due is { } at ? Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond) : null;
}
