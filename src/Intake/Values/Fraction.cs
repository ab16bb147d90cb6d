using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>
/// An exact rational number. What a source writes as a decimal is never held as a binary fraction, and arithmetic on it never rounds
/// until a stored integer is asked for, so that the same file gives the same integers on every machine.
/// </summary>
internal readonly struct Fraction
{
    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, (2 * IntakeLimits.NumberCharacters) + 1).Select(n => BigInteger.Pow(10, n))];
    private readonly BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator) =>
        (Numerator, this.denominator) = denominator.Sign < 0 ? (-numerator, -denominator) : (numerator, denominator);

    public static Fraction Zero => default;

    public BigInteger Numerator { get; }

    /// <summary>Always above zero.</summary>
    public BigInteger Denominator => this.denominator.IsZero ? BigInteger.One : this.denominator;

    public static explicit operator double(Fraction value) => (double)value.Numerator / (double)value.Denominator;

    public bool IsZero => Numerator.IsZero;

    /// <summary>The number has no decimals.</summary>
    public bool IsWhole => TryScale(0, out _);

    public static Fraction Whole(BigInteger whole) => new(whole, BigInteger.One);

    public static implicit operator Fraction(long whole) => new(whole, BigInteger.One);

    public static Fraction operator +(Fraction a, Fraction b) =>
        a.Denominator == b.Denominator
            ? new(a.Numerator + b.Numerator, a.Denominator)
            : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator -(Fraction a) => new(-a.Numerator, a.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is zero.</exception>
    public static Fraction operator /(Fraction a, Fraction b) =>
        b.Numerator.IsZero ? throw new DivideByZeroException() : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => Compare(a, b) < 0;

    public static bool operator >(Fraction a, Fraction b) => Compare(a, b) > 0;

    /// <summary>Below zero when <paramref name="a"/> is the smaller, zero when both are the same number however written.</summary>
    public static int Compare(Fraction a, Fraction b) =>
        a.Denominator == b.Denominator ? a.Numerator.CompareTo(b.Numerator) : (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator);

    /// <summary>The nearest whole number; of two equally near the even one.</summary>
    public BigInteger RoundHalfToEven()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var rest);
        var half = (BigInteger.Abs(rest) * 2).CompareTo(Denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + Numerator.Sign : quotient;
    }

    /// <summary>This number of <paramref name="decimals"/> decimals as a whole number of its last one; false when it has more decimals than that.</summary>
    public bool TryScale(int decimals, out BigInteger whole)
    {
        whole = BigInteger.DivRem(Numerator * Powers[decimals], Denominator, out var rest);
        return rest.IsZero;
    }

    /// <summary>
    /// Reads a decimal number with an optional sign, fraction and exponent, all of it or nothing. At most
    /// <see cref="IntakeLimits.NumberCharacters"/> characters and as large an exponent, so that no short text stands for an endless number.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Fraction value)
    {
        value = default;
        if (text.Length is 0 or > IntakeLimits.NumberCharacters)
            return false;

        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var e)
        {
            mantissa = text[..e];
            if (
                !Utf8Parser.TryParse(text[(e + 1)..], out exponent, out var used)
                || used != text.Length - e - 1
                || exponent is > IntakeLimits.NumberCharacters or < -IntakeLimits.NumberCharacters
            )
                return false;
        }

        if (!TryParseDigits(mantissa, out var digits, out var decimals))
            return false;

        var scale = decimals - exponent;
        value = scale >= 0 ? new(digits, Powers[scale]) : new(digits * Powers[-scale], BigInteger.One);
        return true;
    }

    /// <summary>Whether a number that is well-formed is also one that <see cref="TryParse(ReadOnlySpan{byte}, out Fraction)"/> takes.</summary>
    public static bool IsWithinLimits(ReadOnlySpan<byte> number) =>
        number.Length <= IntakeLimits.NumberCharacters && (!number.ContainsAny((byte)'e', (byte)'E') || TryParse(number, out _));

    public static bool TryParse(string text, out Fraction value)
    {
        value = default;
        Span<byte> bytes = stackalloc byte[IntakeLimits.NumberCharacters];
        return text.Length <= bytes.Length
            && Ascii.FromUtf16(text, bytes, out var written) == System.Buffers.OperationStatus.Done
            && TryParse(bytes[..written], out value);
    }

    /// <summary>A decimal number where the value has one, else the fraction itself.</summary>
    public override string ToString()
    {
        for (var decimals = 0; decimals < Powers.Length; decimals++)
        {
            if (TryScale(decimals, out var whole))
                return Decimal(whole, decimals);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
    }

    private static string Decimal(BigInteger whole, int decimals)
    {
        var digits = BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return (whole.Sign < 0 ? "-" : "") + (decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}");
    }

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out BigInteger digits, out int decimals)
    {
        digits = default;
        decimals = 0;
        var negative = text is [(byte)'-', ..];
        var (at, count, point) = (negative || text is [(byte)'+', ..] ? 1 : 0, 0, -1);
        long low = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && point < 0 && count > 0)
            {
                point = count;
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9')
                return false;
            if (count > 0 && count % 18 == 0)
                (digits, low) = ((digits * Powers[18]) + low, 0);
            low = (low * 10) + (c - '0');
            count++;
        }

        if (count == 0 || point == count)
            return false;

        digits = count <= 18 ? low : (digits * Powers[((count - 1) % 18) + 1]) + low;
        digits = negative ? -digits : digits;
        decimals = point < 0 ? 0 : count - point;
        return true;
    }
}
