using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>How a row's text becomes an instant: a template for the text, and the patterns it is read by.</summary>
internal sealed class TimeRule(Template value, TimeFormat format)
{
    public Template Value { get; } = value;

    public TimeFormat Format { get; } = format;
}

/// <summary>
/// The patterns a mapping reads times by. A text that fits two of them as two instants is refused, and so is a local time that its zone has twice
/// or not at all. A pattern without a time of day gives the start of a day of the workspace.
/// </summary>
internal sealed class TimeFormat
{
    private readonly string? zone;

    private TimeFormat(IReadOnlyList<TimePattern> patterns, string? zone) => (Patterns, this.zone) = (patterns, zone);

    public IReadOnlyList<TimePattern> Patterns { get; }

    /// <exception cref="FormatException">A pattern or the zone does not exist, a pattern cannot hold a day or an hour, or a local pattern has no
    /// zone.</exception>
    public static TimeFormat Create(IReadOnlyList<string> patterns, string? zone)
    {
        var known = zone is null
            ? null
            : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw new FormatException($"'{zone}' is no time zone of the IANA database, as Europe/Berlin");
        return new TimeFormat([.. patterns.Select(pattern => TimePattern.Create(pattern, known))], zone);
    }

    /// <summary>Refuses a mapping that says another zone for its days than the one the workspace counts its days in.</summary>
    /// <exception cref="IntakeException"><c>zone_contradiction</c>.</exception>
    public void CheckDays(DateTimeZone days)
    {
        if (zone is null || SameZone(zone, days.Id) || Patterns.FirstOrDefault(pattern => pattern.IsDay) is not { } day)
            return;
        throw new IntakeException(
            "zone_contradiction",
            $"The mapping reads days ({day.Name}) in the zone {zone}, and the workspace counts its days in {days.Id}: a day of one is no day of the other. "
                + "Leave the zone out of the mapping, and a date is the workspace's day; or import into a workspace of its own, made with --workspace "
                + $"NAME --zone {zone}."
        );
    }

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, or why the text is no instant.</summary>
    /// <param name="days">The zone whose days a date without a time means.</param>
    public Fault? Parse(string text, DateTimeZone days, out long micros)
    {
        micros = 0;
        (Fault? telling, TimePattern? fitting) = (null, null);
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(text, days, out var read) is { } fault)
            {
                // A text that fits a pattern and still is no instant says more than one that fits none.
                if (telling is null or { Code: RejectCode.InvalidTime })
                    telling = fault;
                continue;
            }

            if (fitting is not null && read != micros)
                return Ambiguous(text, (fitting, micros), (pattern, read));
            (fitting, micros) = (pattern, read);
        }

        if (fitting is not null)
            return Rfc3339.InRange(micros);
        return telling is { Code: RejectCode.InvalidTime } && Patterns.Count > 1
            ? telling with
            {
                Reason = $"'{text}' fits none of the patterns {string.Join(", ", Patterns.Select(pattern => pattern.Name))}",
            }
            : telling;
    }

    private static Fault Ambiguous(string text, (TimePattern Pattern, long Micros) one, (TimePattern Pattern, long Micros) other) =>
        new(
            null,
            RejectCode.AmbiguousTime,
            $"'{text}' is {TimePattern.Told(one.Micros)} by the pattern {one.Pattern.Name} and {TimePattern.Told(other.Micros)} by {other.Pattern.Name}: "
                + "keep only the pattern that the file uses"
        );

    /// <summary>Whether two names are one zone: the database knows some by several.</summary>
    private static bool SameZone(string one, string other) => Canonical(one) == Canonical(other);

    private static string Canonical(string zone) =>
        NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out var canonical) ? canonical : zone;
}
