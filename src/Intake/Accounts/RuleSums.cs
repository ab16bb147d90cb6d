using System.Numerics;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>The sums of one line of an account while the source is read.</summary>
internal sealed class RuleSums
{
    private readonly SortedSet<string> campaigns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Sum> amounts = new(StringComparer.Ordinal);
    private readonly Sum counts = new();
    private string? lastCampaign;
    private long signals;
    private long fresh;
    private Int128 scored;
    private Int128 answers;
    private long first = long.MaxValue;
    private long last = long.MinValue;

    public void Add(Signal signal, long line, bool isNew)
    {
        signals++;
        fresh += isNew ? 1 : 0;
        counts.Add(signal.Count, line);
        if (signal is { Amount: { } amount, Currency: { } currency })
        {
            if (!amounts.TryGetValue(currency, out var sum))
                amounts[currency] = sum = new Sum();
            sum.Add(amount, line);
        }

        if (signal.Score is { } score)
            (scored, answers) = (scored + ((Int128)score * signal.Count), answers + signal.Count);
        (first, last) = (Math.Min(first, signal.OccurredAt), Math.Max(last, signal.OccurredAt));
        if (!ReferenceEquals(lastCampaign, signal.Campaign))
            campaigns.Add(lastCampaign = signal.Campaign);
    }

    /// <summary>Figures of which one may be the sum of all others.</summary>
    public IEnumerable<Sum> Figures => counts.Total > signals ? amounts.Values.Prepend(counts) : amounts.Values;

    public RuleAccount Close(int? rule, string type, string? kpi, DateTimeZone days) =>
        new(
            rule,
            type,
            kpi,
            signals,
            fresh,
            (BigInteger)counts.Total,
            [.. amounts.Select(pair => CurrencySum.Of(pair.Key, (BigInteger)pair.Value.Total))],
            answers == 0 ? null : (double)scored / (double)answers / (Signal.MaxScore / 100.0),
            Day(first, days),
            Day(last, days),
            [.. campaigns]
        );

    private static LocalDate Day(long micros, DateTimeZone days) => Instant.FromUnixTimeTicks(micros * 10).InZone(days).Date;

    /// <summary>A sum, and its largest part with the line it stands in.</summary>
    internal sealed class Sum
    {
        private long largest;
        private long at;

        public long Parts { get; private set; }

        public Int128 Total { get; private set; }

        /// <summary>The line of a part that is all others together; null where there are too few to tell.</summary>
        public long? TotalsLine => Parts > 3 && largest > 0 && (Int128)largest * 2 == Total ? at : null;

        public void Add(long value, long line)
        {
            Parts++;
            Total += value;
            if (value > largest)
                (largest, at) = (value, line);
        }
    }
}
