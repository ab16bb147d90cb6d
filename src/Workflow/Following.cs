using CustomerPerformanceTracker.EventLog;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>A message, and when it is to be handled; null: at once.</summary>
public readonly record struct Follower(object Message, Instant? At = null);

/// <summary>What follows from entries of the journal. Pure: the entries say all that is needed.</summary>
public static class Following
{
    private const string Alert = "alert-";
    private const string Silence = "silence-";
    private const string Adjustment = "adjustment-";

    /// <summary>One message to subscribers for all the entries, and one for each entry that something is due after.</summary>
    public static IReadOnlyList<Follower> From(string workspace, IReadOnlyList<JournalEntry> made)
    {
        var found = new List<Follower>();
        if (made.LastOrDefault(entry => Is(entry, Alert) || Is(entry, Silence)) is { } last)
            found.Add(new Follower(new DeliveriesDue(workspace, last.Position)));
        foreach (var entry in made)
        {
            switch (entry.Type)
            {
                case "alert_snoozed":
                    found.Add(new Follower(new SnoozeEnds(workspace, IdOf(entry, Alert), entry.Version), Time(entry, "until")));
                    break;
                case "silence_set":
                    found.Add(new Follower(new SilenceEnds(workspace, IdOf(entry, Silence), entry.Version), Time(entry, "until")));
                    break;
                case "adjustment_applied":
                    found.Add(new Follower(new AdjustmentApplied(workspace, IdOf(entry, Adjustment), entry.Version)));
                    break;
            }
        }

        return found;
    }

    private static bool Is(JournalEntry entry, string prefix) => entry.Stream.StartsWith(prefix, StringComparison.Ordinal);

    private static string IdOf(JournalEntry entry, string prefix) => entry.Stream[prefix.Length..];

    private static Instant Time(JournalEntry entry, string name) => InstantPattern.ExtendedIso.Parse(entry.Data.GetProperty(name).GetString()!).Value;
}
