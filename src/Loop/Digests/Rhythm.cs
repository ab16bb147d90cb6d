using System.Diagnostics;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Digests;

/// <summary>How often a digest is sent.</summary>
public enum Rhythm
{
    /// <summary>Each morning.</summary>
    Daily,

    /// <summary>Each Monday morning.</summary>
    Weekly,
}

/// <summary>The stored names of rhythms, and when a digest is due.</summary>
public static class Rhythms
{
    /// <summary>The time of day, in the workspace's zone, from which on the digest of a day is due.</summary>
    public static LocalTime Due { get; } = new(6, 0);

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Rhythm>().Select(NameOf)];

    public static string NameOf(Rhythm rhythm) =>
        rhythm switch
        {
            Rhythm.Daily => "daily",
            Rhythm.Weekly => "weekly",
            _ => throw new UnreachableException(),
        };

    /// <summary>The rhythm of that name, or null.</summary>
    public static Rhythm? Find(string name) => All.Contains(name, StringComparer.Ordinal) ? Enum.Parse<Rhythm>(name, ignoreCase: true) : null;

    /// <exception cref="RefusedException">No rhythm has that name.</exception>
    public static Rhythm Read(string name) =>
        Find(name) ?? throw new RefusedException("invalid_rhythm", $"'{name}' is no rhythm of digests; the rhythms are {string.Join(" and ", All)}.", "/every");

    /// <summary>The newest day whose digest is due at a moment.</summary>
    public static LocalDate LastDue(Rhythm rhythm, Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        var day = local.TimeOfDay < Due ? local.Date.PlusDays(-1) : local.Date;
        return rhythm == Rhythm.Weekly && day.DayOfWeek != IsoDayOfWeek.Monday ? day.Previous(IsoDayOfWeek.Monday) : day;
    }
}

/// <summary>
/// Which digest it is: of which day, since which seal (null: the first one, with all that stands), and by which seal it is read. It reads the same whenever it
/// is read again.
/// </summary>
public sealed record DigestSpan(Rhythm Rhythm, LocalDate On, SealNumber? Since, SealNumber Seal)
{
    /// <summary>As the outbox keeps it, such as <c>daily 2025-05-03 12 40</c>.</summary>
    public override string ToString() =>
        string.Join(' ', Rhythms.NameOf(Rhythm), LocalDatePattern.Iso.Format(On), Since is { } since ? Text(since) : "first", Text(Seal));

    /// <exception cref="FormatException">The text is none of <see cref="ToString"/>.</exception>
    public static DigestSpan Parse(string text)
    {
        if (
            text.Split(' ') is [var rhythm, var on, var since, var seal]
            && Rhythms.Find(rhythm) is { } found
            && LocalDatePattern.Iso.Parse(on) is { Success: true, Value: var day }
        )
            return new(found, day, since == "first" ? null : Number(since), Number(seal));
        throw new FormatException($"'{text}' names no digest.");
    }

    private static string Text(SealNumber seal) => seal.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static SealNumber Number(string text) => new(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
