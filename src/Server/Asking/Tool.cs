namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>A question that a route answers, as a program that asks in words sees it.</summary>
/// <param name="Route">The name of the route, which says what may be asked and who may.</param>
/// <param name="Description">What the answer means and in which units, in words that need nothing else of the product.</param>
internal sealed record Tool(string Name, string Title, string Route, string Description)
{
    /// <summary>A member of the route's document that is left out of the answer; null for none.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Whether the reading itself is recorded in the journal, so that no program is to ask of its own accord.</summary>
    public bool IsRecorded { get; init; }
}
