namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>What a reading of everybody rests on.</summary>
/// <param name="Acts">The generation of customers' acts that is live.</param>
/// <param name="Cells">The generation of cells that is live, by whose instruments answers are read.</param>
/// <param name="Seal">The last seal of signals that is folded.</param>
/// <param name="Decisions">How often the settings and links that such a reading takes were decided.</param>
internal sealed record PeopleHead(int Acts, int Cells, SealNumber Seal, long Decisions);
