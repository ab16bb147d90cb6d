namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>
/// What one team's orders of one kind brought in one span of time. Cells of the same team, stratum and span are summed. An order may bring several events, and
/// a span may have events without orders, since these come later.
/// </summary>
/// <param name="Team">The number of the team or agent.</param>
/// <param name="Stratum">The number of the kind of case.</param>
/// <param name="Span">The number of the span: spans are as long as each other.</param>
/// <param name="Events">Refunds, contacts, cancellations; for another rate what its numerator counts.</param>
/// <param name="Orders">Orders; for another rate what its denominator counts.</param>
public readonly record struct RateCell(int Team, int Stratum, int Span, long Events, long Orders);
