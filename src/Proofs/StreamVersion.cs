using System.Globalization;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>The version of a journal stream, which is the number of its events: 1 after the first, 0 while there is no such stream.</summary>
public readonly record struct StreamVersion(long Value) : IComparable<StreamVersion>, ISpanFormattable
{
    /// <summary>There is no such stream yet.</summary>
    public static StreamVersion None => default;

    /// <summary>After its first event.</summary>
    public static StreamVersion First => new(1);

    public StreamVersion Next => new(Value + 1);

    public StreamVersion Previous => new(Value - 1);

    public int CompareTo(StreamVersion other) => Value.CompareTo(other.Value);

    public static bool operator <(StreamVersion left, StreamVersion right) => left.Value < right.Value;

    public static bool operator >(StreamVersion left, StreamVersion right) => left.Value > right.Value;

    public static bool operator <=(StreamVersion left, StreamVersion right) => left.Value <= right.Value;

    public static bool operator >=(StreamVersion left, StreamVersion right) => left.Value >= right.Value;

    public override string ToString() => ToString(format: null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
