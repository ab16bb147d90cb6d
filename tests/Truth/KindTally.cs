namespace CustomerPerformanceTracker.Truth;

/// <summary>What the campaigns of one kind came to.</summary>
internal sealed class KindTally
{
    public int Campaigns { get; set; }
    public int Cards { get; set; }
    public int Wrong { get; set; }
    public int QuietCards { get; set; }
    public int QuietMarked { get; set; }
    public int Silences { get; set; }
    public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);
    public Dictionary<Fault, int> Faults { get; } = [];
    public List<WatchTruth> Watched { get; } = [];

    public int Of(Fault fault) => Faults.GetValueOrDefault(fault);

    public static KindTally Sum(IEnumerable<KindTally> tallies)
    {
        var sum = new KindTally();
        foreach (var one in tallies)
        {
            (sum.Campaigns, sum.Cards, sum.Wrong) = (sum.Campaigns + one.Campaigns, sum.Cards + one.Cards, sum.Wrong + one.Wrong);
            (sum.QuietCards, sum.QuietMarked, sum.Silences) = (sum.QuietCards + one.QuietCards, sum.QuietMarked + one.QuietMarked, sum.Silences + one.Silences);
            foreach (var (word, count) in one.Words)
                sum.Words[word] = sum.Words.GetValueOrDefault(word) + count;
            foreach (var (fault, count) in one.Faults)
                sum.Faults[fault] = sum.Of(fault) + count;
            sum.Watched.AddRange(one.Watched);
        }

        return sum;
    }
}
