namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// A time an alert showed, from when that was recorded. A person answers by acknowledging, snoozing or resolving it; it is over without an answer where the
/// divergence ended, or the alert showed again, before anybody did. What was found later behind the latest time it showed is none: nobody can answer it.
/// </summary>
/// <param name="Answered">When a person answered first; null while nobody has.</param>
/// <param name="Over">When there was nothing to be answered any more; null while there is, and where somebody answered.</param>
public sealed record AlertAnswer(Alert Finding, Instant Raised, Instant? Answered, Instant? Over)
{
    /// <summary>The times one alert showed, by the entries of its stream.</summary>
    internal static IReadOnlyList<AlertAnswer> Of(IEnumerable<JournalEntry> stream)
    {
        AlertLife? life = null;
        var found = new List<AlertAnswer>();
        foreach (var entry in stream)
        {
            var (e, at) = (AlertEvents.Load(entry), Instant.FromUnixTimeTicks(entry.RecordedAt * 10));
            var before = life?.Current.Occurrence;
            life = AlertLife.Fold(life, e);
            switch (e)
            {
                case AlertEvent.Raised or AlertEvent.Recurred when life.Current.Occurrence != before:
                    if (found.Count > 0)
                        found[^1] = found[^1].End(at);
                    found.Add(new(life.Current, at, null, null));
                    break;
                case AlertEvent.Acknowledged or AlertEvent.Snoozed or AlertEvent.Resolved:
                    found[^1] = found[^1].Answer(at);
                    break;
                case AlertEvent.Ended:
                    found[^1] = found[^1].End(at);
                    break;
            }
        }

        return found;
    }

    private AlertAnswer Answer(Instant at) => Answered is null && Over is null ? this with { Answered = at } : this;

    private AlertAnswer End(Instant at) => Answered is null && Over is null ? this with { Over = at } : this;
}
