namespace CustomerPerformanceTracker.Wire;

/// <summary>What a tool answers.</summary>
/// <param name="Seal">What was recorded by that seal was read; the same question at it has the same answer.</param>
/// <param name="Answer">The document that the route of the HTTP API answers with.</param>
public sealed record SealedAnswerView(int Seal, JsonElement Answer);
