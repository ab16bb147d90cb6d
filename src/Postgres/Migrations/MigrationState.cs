namespace CustomerPerformanceTracker.Postgres.Migrations;

/// <summary>
/// The migrations of a database held against those of the program: how many are applied, the files that are not, and the names of those that the program does
/// not know, because a newer release applied them.
/// </summary>
public sealed record MigrationState(int Applied, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown);
