using System.Globalization;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>The place of a row in one of a workspace's two logs, counted in rows: 1 is the first row's, 0 stands before it.</summary>
public readonly record struct Position(long Value) : IComparable<Position>, ISpanFormattable
{
    /// <summary>Before the first row.</summary>
    public static Position None => default;

    public static Position First => new(1);

    public Position Next => new(Value + 1);

    public Position Previous => new(Value - 1);

    public static Position operator +(Position from, long rows) => new(from.Value + rows);

    /// <summary>How many rows the one is behind the other.</summary>
    public static long operator -(Position to, Position from) => to.Value - from.Value;

    public int CompareTo(Position other) => Value.CompareTo(other.Value);

    public static bool operator <(Position left, Position right) => left.Value < right.Value;

    public static bool operator >(Position left, Position right) => left.Value > right.Value;

    public static bool operator <=(Position left, Position right) => left.Value <= right.Value;

    public static bool operator >=(Position left, Position right) => left.Value >= right.Value;

    public override string ToString() => ToString(format: null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
