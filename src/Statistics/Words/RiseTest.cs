using CustomerPerformanceTracker.Statistics.Effects;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>The respondents of a stratum in both periods, and how many of them said a term.</summary>
internal readonly record struct TermTable(long SaidBefore, long Before, long SaidAfter, long After)
{
    public long Said => SaidBefore + SaidAfter;

    public long All => Before + After;
}

/// <summary>
/// The probability that at least as many of those who said a term said it after, if the period made no difference within a stratum: given who said it and how
/// many were asked. One stratum: the one-sided exact test of Fisher (1935, Journal of the Royal Statistical Society 98, 39-54). Several: that of Mantel and
/// Haenszel (1959, Journal of the National Cancer Institute 22, 719-748), by the exact law of its sum where a term is said by few (Gart 1970, Biometrika 57,
/// 471-475), and by the normal law with the continuity correction of a half where it is said by many.
/// </summary>
internal static class RiseTest
{
    /// <summary>The most respondents who said a term for whom the exact law over several strata is worked out.</summary>
    public const int MostExact = 200;

    public static double Probability(ReadOnlySpan<TermTable> strata)
    {
        var (said, saidAfter) = (0L, 0L);
        foreach (var stratum in strata)
            (said, saidAfter) = (said + stratum.Said, saidAfter + stratum.SaidAfter);
        if (strata.Length == 1)
            return Fisher(strata[0]);
        return said <= MostExact ? Exact(strata, saidAfter) : MantelHaenszel(strata);
    }

    private static double Fisher(in TermTable table)
    {
        var (sum, term) = (0.0, Math.Exp(LogProbability(table, table.SaidAfter)));
        for (var x = table.SaidAfter; term > 1e-17 * sum; x++)
        {
            sum += term;
            term *= Ratio(table, x);
        }

        return Math.Min(1, sum);
    }

    private static double Exact(ReadOnlySpan<TermTable> strata, long saidAfter)
    {
        double[] law = [1];
        foreach (var stratum in strata)
            if (stratum.Said > 0)
                law = Sum(law, Law(stratum));
        return Math.Min(1, law.AsSpan((int)saidAfter).ToArray().Sum());
    }

    private static double MantelHaenszel(ReadOnlySpan<TermTable> strata)
    {
        const double Continuity = 0.5;
        var (excess, variance) = (0.0, 0.0);
        foreach (var table in strata)
        {
            if (table.All < 2)
                continue;
            double all = table.All;
            excess += table.SaidAfter - (table.After * table.Said / all);
            variance += table.After * (double)table.Before * table.Said * (all - table.Said) / (all * all * (all - 1));
        }

        return variance > 0 ? NormalLaw.Cumulative((Continuity - excess) / Math.Sqrt(variance)) : 1;
    }

    // The law of the sum of two independent numbers.
    private static double[] Sum(double[] one, double[] other)
    {
        var sum = new double[one.Length + other.Length - 1];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length; j++)
                sum[i + j] += one[i] * other[j];
        }

        return sum;
    }

    // How many of those who said it did so after: the hypergeometric law, from none to all.
    private static double[] Law(in TermTable table)
    {
        var law = new double[table.Said + 1];
        for (var x = Math.Max(0, table.Said - table.Before); x <= Math.Min(table.Said, table.After); x++)
            law[x] = Math.Exp(LogProbability(table, x));
        return law;
    }

    private static double LogProbability(in TermTable table, long x) =>
        LogChoose(table.After, x) + LogChoose(table.Before, table.Said - x) - LogChoose(table.All, table.Said);

    // The probability of one more over that of x.
    private static double Ratio(in TermTable table, long x) => (double)(table.After - x) * (table.Said - x) / ((x + 1.0) * (table.Before - table.Said + x + 1));

    private static double LogChoose(long n, long k) => Gamma.Log(n + 1) - Gamma.Log(k + 1) - Gamma.Log(n - k + 1);
}
