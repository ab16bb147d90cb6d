using CustomerPerformanceTracker.Tracker.Intake.Values;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>How a row's text becomes an instant. A local time that its zone has twice or not at all is refused, never settled by a habit.</summary>
internal sealed class TimeRule(Template value, TimeFormat format)
{
    public Template Value { get; } = value;

    public TimeFormat Format { get; } = format;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, or why the text is no instant.</summary>
    public Fault? Parse(string text, out long micros)
    {
        micros = 0;
        Fault? telling = null;
        foreach (var pattern in Format.Patterns)
        {
            var fault = pattern(text, out micros);
            if (fault is null)
                return Rfc3339.InRange(micros);

            // A text that fits a pattern and still is no instant says more than one that fits none.
            if (telling is null or { Code: RejectCode.InvalidTime })
                telling = fault;
        }

        return telling is { Code: RejectCode.InvalidTime } && Format.Patterns.Count > 1
            ? telling with { Reason = $"'{text}' fits none of the patterns {Format.Names}" }
            : telling;
    }
}

/// <summary>The patterns a mapping reads times by.</summary>
internal sealed class TimeFormat
{
    public delegate Fault? Pattern(string text, out long micros);

    private TimeFormat(IReadOnlyList<Pattern> patterns, string names) => (Patterns, Names) = (patterns, names);

    public IReadOnlyList<Pattern> Patterns { get; }

    public string Names { get; }

    /// <exception cref="FormatException">A pattern or the zone does not exist, or a local pattern has no zone.</exception>
    public static TimeFormat Create(IReadOnlyList<string> patterns, string? zone)
    {
        var known = zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
            ?? throw new FormatException($"'{zone}' is no time zone of the IANA database, as Europe/Berlin");
        return new TimeFormat([.. patterns.Select(pattern => Create(pattern, known))], string.Join(", ", patterns));
    }

    private static Pattern Create(string pattern, DateTimeZone? zone) => pattern switch
    {
        "rfc3339" => (string text, out long micros) => Rfc3339.Parse(text, out micros),
        "unix" => Unix(1_000_000),
        "unix_ms" => Unix(1_000),
        "unix_us" => Unix(1),
        _ when pattern.Contains("o<", StringComparison.Ordinal) => WithOffset(pattern),
        _ => Local(pattern, zone ?? throw new FormatException($"times of the pattern '{pattern}' are local, so a zone is needed, as Europe/Berlin or UTC")),
    };

    private static Pattern Unix(long microsPerUnit) => (string text, out long micros) =>
    {
        micros = 0;
        if (!Fraction.TryParse(text.Trim(), out var number))
            return Invalid($"'{text}' is not a number");
        var scaled = number * microsPerUnit;
        var whole = System.Numerics.BigInteger.Divide(scaled.Numerator, scaled.Denominator);
        if (whole < 0 || whole > long.MaxValue)
            return Invalid($"{text} lies outside of the years {IntakeLimits.FirstYear} to {IntakeLimits.LastYear}");
        micros = (long)whole;
        return null;
    };

    private static Pattern WithOffset(string pattern)
    {
        var reader = Checked(() => OffsetDateTimePattern.CreateWithInvariantCulture(pattern));
        return (string text, out long micros) =>
        {
            micros = 0;
            var parsed = reader.Parse(text.Trim());
            if (!parsed.Success)
                return Invalid($"'{text}' does not fit the pattern {pattern}");
            micros = Micros(parsed.Value.ToInstant());
            return null;
        };
    }

    private static Pattern Local(string pattern, DateTimeZone zone)
    {
        var reader = Checked(() => LocalDateTimePattern.CreateWithInvariantCulture(pattern));
        var isDay = !pattern.AsSpan().ContainsAny('H', 'h');
        return (string text, out long micros) =>
        {
            micros = 0;
            var parsed = reader.Parse(text.Trim());
            if (!parsed.Success)
                return Invalid($"'{text}' does not fit the pattern {pattern}");
            if (isDay)
            {
                micros = Micros(zone.AtStartOfDay(parsed.Value.Date).ToInstant());
                return null;
            }

            var mapped = zone.MapLocal(parsed.Value);
            if (mapped.Count == 1)
                micros = Micros(mapped.Single().ToInstant());
            return mapped.Count switch
            {
                0 => new Fault(null, RejectCode.SkippedTime, $"clocks in {zone.Id} were set forward over {text}, so it never was"),
                1 => null,
                _ => new Fault(null, RejectCode.AmbiguousTime, $"clocks in {zone.Id} were set back over {text}, so it was twice"),
            };
        };
    }

    private static T Checked<T>(Func<T> create)
    {
        try
        {
            return create();
        }
        catch (InvalidPatternException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static long Micros(Instant instant) => instant.ToUnixTimeTicks() / 10;

    private static Fault Invalid(string reason) => new(null, RejectCode.InvalidTime, reason);
}
