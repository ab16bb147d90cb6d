using CustomerPerformanceTracker.Intake.Values;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>One way to read a text as an instant.</summary>
internal abstract class TimePattern
{
    /// <summary>The pattern as the mapping writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The pattern has no time of day, so what it reads is a day of the workspace.</summary>
    public virtual bool IsDay => false;

    /// <exception cref="FormatException">There is no such pattern, it cannot hold a day or an hour, or it is local and has no zone.</exception>
    public static TimePattern Create(string pattern, DateTimeZone? zone) =>
        pattern switch
        {
            "rfc3339" => new Zoned { Name = pattern },
            "unix" or "unix_ms" or "unix_us" => new Number(EpochUnit.Named(pattern)) { Name = pattern },
            _ when pattern.Contains("o<", StringComparison.Ordinal) => new WithOffset(pattern) { Name = pattern },
            _ => CreateLocal(pattern, zone),
        };

    /// <summary>An instant for a person.</summary>
    public static string Told(long micros) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm 'UTC'").Format(Instant.FromUnixTimeTicks(micros * 10));

    public abstract Fault? Parse(string text, DateTimeZone days, out long micros);

    private static TimePattern CreateLocal(string pattern, DateTimeZone? zone)
    {
        var reader = Checked(() => LocalDateTimePattern.CreateWithInvariantCulture(pattern));
        if (PatternCheck.IsDay(pattern, reader))
            return new Day(reader) { Name = pattern };
        return new Local(reader, zone ?? throw new FormatException($"times of the pattern '{pattern}' are local, so a zone is needed, as Europe/Berlin or UTC"))
        {
            Name = pattern,
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

    private Fault NoFit(string text) => Invalid($"'{text}' does not fit the pattern {Name}{EpochUnit.Hint(text)}");

    private sealed class Zoned : TimePattern
    {
        public override Fault? Parse(string text, DateTimeZone days, out long micros) =>
            Rfc3339.Parse(text, out micros) is { } fault ? fault with { Reason = fault.Reason + EpochUnit.Hint(text) } : null;
    }

    private sealed class Number(EpochUnit unit) : TimePattern
    {
        public override Fault? Parse(string text, DateTimeZone days, out long micros)
        {
            micros = 0;
            if (!Fraction.TryParse(text.Trim(), out var number))
                return Invalid($"'{text}' is not a number");
            if (unit.Mistaken(number) is { } other)
                return Invalid($"{text} read as {unit.Told} is {unit.Reading(number)}; read as {other.Told} it is {other.Reading(number)}. {other.Remedy}");
            return unit.TryMicros(number, out micros) ? null : Invalid($"{text} lies outside of the years {IntakeLimits.FirstYear} to {IntakeLimits.LastYear}");
        }
    }

    private sealed class WithOffset : TimePattern
    {
        private readonly OffsetDateTimePattern reader;

        public WithOffset(string pattern)
        {
            reader = Checked(() => OffsetDateTimePattern.CreateWithInvariantCulture(pattern));
            PatternCheck.HoldsTime(pattern, reader);
        }

        public override Fault? Parse(string text, DateTimeZone days, out long micros)
        {
            var parsed = reader.Parse(text.Trim());
            micros = parsed.Success ? Micros(parsed.Value.ToInstant()) : 0;
            return parsed.Success ? null : NoFit(text);
        }
    }

    private sealed class Day(LocalDateTimePattern reader) : TimePattern
    {
        public override bool IsDay => true;

        public override Fault? Parse(string text, DateTimeZone days, out long micros)
        {
            var parsed = reader.Parse(text.Trim());
            micros = parsed.Success ? Micros(days.AtStartOfDay(parsed.Value.Date).ToInstant()) : 0;
            return parsed.Success ? null : NoFit(text);
        }
    }

    private sealed class Local(LocalDateTimePattern reader, DateTimeZone zone) : TimePattern
    {
        public override Fault? Parse(string text, DateTimeZone days, out long micros)
        {
            micros = 0;
            var parsed = reader.Parse(text.Trim());
            if (!parsed.Success)
                return NoFit(text);

            var mapped = zone.MapLocal(parsed.Value);
            if (mapped.Count == 1)
                micros = Micros(mapped.Single().ToInstant());
            return mapped.Count switch
            {
                0 => new Fault(null, RejectCode.SkippedTime, $"clocks in {zone.Id} were set forward over {text}, so it never was"),
                1 => null,
                _ => new Fault(null, RejectCode.AmbiguousTime, $"clocks in {zone.Id} were set back over {text}, so it was twice"),
            };
        }
    }
}
