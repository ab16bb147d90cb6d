using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Commands on something that others may be changing say which version they were meant for.</summary>
internal static class Versions
{
    public static readonly Option<long?> Expect = new("--expect")
    {
        Description = "Do it only if this is still the version, as `--json` gives it; otherwise somebody else was first.",
        HelpName = "VERSION",
    };

    /// <summary>The version that was given; null where none was.</summary>
    public static StreamVersion? Expected(ParseResult options) => options.GetValue(Expect) is { } version ? new StreamVersion(version) : null;
}

/// <summary>Moments as people write them.</summary>
internal static class Moments
{
    /// <summary>An RFC 3339 instant, or the beginning of a date in the workspace's zone.</summary>
    public static Instant Parse(string text, Session session)
    {
        var zone = DateTimeZoneProviders.Tzdb[session.Engine.Workspace.Zone];
        var cursor = DayCursor.Parse(text, zone);
        return cursor.Inside ?? zone.AtStartOfDay(cursor.Day).ToInstant();
    }
}
