namespace CustomerPerformanceTracker.Voices.Comments;

/// <summary>What became of a comment by the cursors.</summary>
internal enum CommentState
{
    Stands,

    /// <summary>Its signal was corrected or retracted.</summary>
    Corrected,

    /// <summary>Its customer was erased, and the key with them.</summary>
    Erased,
}

/// <summary>A comment as the log holds it at a set of cursors.</summary>
/// <param name="Score">In basis points of <paramref name="Scale"/>; null where the signal has no score.</param>
/// <param name="Person">The number of the customer, or of the person that linked ids stand for; null for nobody in particular.</param>
/// <param name="Scope">What the signal names; null for what it does not.</param>
/// <param name="Text">Null but for a comment that stands.</param>
internal sealed record WrittenComment(
    Guid Signal,
    Instant OccurredAt,
    LocalDate Day,
    SignalKind Kind,
    string? Kpi,
    int? Score,
    AnswerScale? Scale,
    int? Person,
    Scope Scope,
    CommentState State,
    string? Text
)
{
    /// <summary>What the signal names of a dimension; '' for nothing.</summary>
    public string Of(Dimension dimension) => Scope.Parts().FirstOrDefault(part => part.Dimension == dimension.Name).Value ?? "";
}
