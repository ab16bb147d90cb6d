using System.Numerics;
using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Readings.Rates;

/// <summary>What <paramref name="Ours"/> minor units of one currency were worth: <paramref name="Theirs"/> minor units of another.</summary>
internal readonly record struct Rate(BigInteger Ours, BigInteger Theirs)
{
    /// <param name="currency">ISO 4217 code of the currency that is paid for.</param>
    /// <param name="amount">What <paramref name="count"/> units of it were worth, in minor units of the other.</param>
    public static Rate Of(string currency, int count, long amount) => new(count * BigInteger.Pow(10, Currency.Find(currency)!.Decimals), amount);

    /// <summary>An amount of the other currency in this one, rounded once, half to even.</summary>
    public Int128 Exchanged(Int128 amount) => (Int128)Divided(amount * Ours, Theirs);

    /// <summary>A sum of squared amounts of the other currency in this one.</summary>
    public BigInteger ExchangedSquares(BigInteger squares) => Divided(squares * Ours * Ours, Theirs * Theirs);

    /// <summary>An amount of the other currency in this one, not rounded.</summary>
    public double Exact(long amount) => (double)(amount * Ours) / (double)Theirs;

    private static BigInteger Divided(BigInteger of, BigInteger by)
    {
        var quotient = BigInteger.DivRem(of, by, out var rest);
        return (2 * BigInteger.Abs(rest)).CompareTo(by) switch
        {
            < 0 => quotient,
            0 when quotient.IsEven => quotient,
            _ => quotient + of.Sign,
        };
    }
}
