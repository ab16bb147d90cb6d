namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What is declared from one baseline: the null, the level of the logic KPI, and the null of its rise where that is tested.</summary>
internal sealed record Declaration(DeclaredNull Null, LogicLevel Level, RisingTest? Rising);
