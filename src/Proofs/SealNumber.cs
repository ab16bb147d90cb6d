using System.Globalization;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>The number of a seal in a workspace: 1 is the first one's, 0 stands before it. As a cursor: what was recorded by that seal.</summary>
public readonly record struct SealNumber(int Value) : IComparable<SealNumber>, ISpanFormattable
{
    /// <summary>Before the first seal.</summary>
    public static SealNumber None => default;

    /// <summary>No seal is behind it: a cursor that leaves nothing out.</summary>
    public static SealNumber Max => new(int.MaxValue);

    public SealNumber Next => new(Value + 1);

    public SealNumber Previous => new(Value - 1);

    public static SealNumber operator +(SealNumber from, int seals) => new(from.Value + seals);

    /// <summary>How many seals the one is behind the other.</summary>
    public static int operator -(SealNumber to, SealNumber from) => to.Value - from.Value;

    public int CompareTo(SealNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(SealNumber left, SealNumber right) => left.Value < right.Value;

    public static bool operator >(SealNumber left, SealNumber right) => left.Value > right.Value;

    public static bool operator <=(SealNumber left, SealNumber right) => left.Value <= right.Value;

    public static bool operator >=(SealNumber left, SealNumber right) => left.Value >= right.Value;

    public override string ToString() => ToString(format: null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
