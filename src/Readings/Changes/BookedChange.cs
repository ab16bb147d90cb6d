namespace CustomerPerformanceTracker.Readings.Changes;

/// <summary>Who took a change out of the book, why and when.</summary>
public sealed record Withdrawal(string Actor, string Reason, Instant RecordedAt, SealNumber Seal);

/// <summary>An entry of the book of changes: something of the organisation's or of the world's that changed, recorded without approval.</summary>
/// <param name="Kind">One of <see cref="ChangeKinds.All"/>.</param>
/// <param name="Until">The last day or instant of a change that ended; null where it stands or has no end.</param>
/// <param name="Campaign">The campaign it is of; null for all of them.</param>
/// <param name="Scope">The part of the campaign it is of, a value a dimension, in the order of the dimensions' names; empty for all of it.</param>
/// <param name="Ref">Where more of it is found: a commit, a ticket, a link.</param>
/// <param name="RecordedAt">When it was written into the book, which can be long after <paramref name="At"/>.</param>
/// <param name="RecordedOn">The day of that in the workspace's zone.</param>
public sealed record BookedChange(
    string Id,
    string Kind,
    ChangeMoment At,
    ChangeMoment? Until,
    string What,
    string? Campaign,
    IReadOnlyList<KeyValuePair<string, string>> Scope,
    string? Ref,
    string Actor,
    string Reason,
    Instant RecordedAt,
    LocalDate RecordedOn,
    SealNumber Seal
)
{
    /// <summary>Null while the change stands in the book.</summary>
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Whether its day lies before the day on which it was written down.</summary>
    public bool IsRecordedLate => RecordedOn > At.Day;

    /// <summary>The last day of it: that of its end, or else its own.</summary>
    public LocalDate LastDay => Until?.Day ?? At.Day;

    /// <summary>What it covers, in words: <c>everything</c>, or <c>campaign spring, channel email</c>.</summary>
    public string Covers =>
        Campaign is null && Scope.Count == 0
            ? "everything"
            : string.Join(
                ", ",
                (Campaign is null ? [] : (string[])[$"campaign {Campaign}"]).Concat(
                    Scope.Select(part => $"{part.Key} {(part.Value is "" ? "(none)" : part.Value)}")
                )
            );
}
