using System.Numerics;

namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// Seeded chance: xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021), seeded by SplitMix64.
/// Draws use only integer arithmetic and + - * / and square root, which IEEE 754 rounds alike everywhere; exp, log and cos differ by platform.
/// </summary>
internal sealed class Chance
{
    // Below this size a binomial is drawn trial by trial; above it the normal approximation is as good as exact for daily totals.
    private const int MostTrials = 2_000;

    // The increment of SplitMix64: 2^64 divided by the golden ratio, made odd.
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong[] state;

    /// <summary>Goes on from the generator's own state, which must not be all zero.</summary>
    public Chance(params ReadOnlySpan<ulong> state) => this.state = [state[0], state[1], state[2], state[3]];

    public Chance(ulong seed) => state = [.. Enumerable.Range(1, 4).Select(i => SplitMix64(unchecked(seed + (ulong)i * Golden)))];

    /// <summary>A stream of its own for each name, so that drawing more from one leaves the others as they were.</summary>
    public Chance(ulong seed, string name)
        : this(name.Aggregate(seed, (mixed, letter) => SplitMix64(mixed ^ letter))) { }

    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(state[1] * 5, 7) * 9;
            var shifted = state[1] << 17;
            state[2] ^= state[0];
            state[3] ^= state[1];
            state[1] ^= state[2];
            state[0] ^= state[3];
            state[2] ^= shifted;
            state[3] = BitOperations.RotateLeft(state[3], 45);
            return result;
        }
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 .. <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Uniform on <paramref name="first"/> .. <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Happens(double probability) => Uniform() < probability;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Nearly standard normal: twelve uniforms less six (Irwin-Hall), so within -6 .. 6.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Uniform();
        return sum;
    }

    /// <summary>How many of <paramref name="trials"/> succeed.</summary>
    public int Successes(int trials, double probability)
    {
        if (trials > MostTrials)
        {
            var mean = trials * probability;
            return (int)Math.Clamp(Math.Round(mean + Math.Sqrt(mean * (1 - probability)) * Normal()), 0, trials);
        }

        var successes = 0;
        for (var i = 0; i < trials; i++)
            successes += Happens(probability) ? 1 : 0;
        return successes;
    }

    private static ulong SplitMix64(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
