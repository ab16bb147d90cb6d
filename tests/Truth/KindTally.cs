namespace CustomerPerformanceTracker.Truth;

/// <summary>What campaigns of one kind, or of one size, came to.</summary>
internal sealed class KindTally
{
    public int Campaigns { get; private set; }
    public int Cards { get; private set; }
    public int Wrong { get; private set; }
    public int QuietCards { get; private set; }
    public int QuietMarked { get; private set; }
    public int Silences { get; private set; }
    public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);
    public Dictionary<Fault, int> Faults { get; } = [];
    public List<WatchTruth> Watched { get; } = [];

    public void Add(bool isSilent, WatchTruth watched)
    {
        Campaigns++;
        Silences += isSilent ? 1 : 0;
        Watched.Add(watched);
    }

    public void Add(SaidBy said, Verdict verdict)
    {
        Cards++;
        Words[said.Word] = Words.GetValueOrDefault(said.Word) + 1;
        Wrong += verdict.Faults.Count > 0 ? 1 : 0;
        QuietCards += verdict.IsQuiet ? 1 : 0;
        QuietMarked += verdict.IsQuiet && said.Marked.Count > 0 ? 1 : 0;
        foreach (var fault in verdict.Faults)
            Faults[fault] = Of(fault) + 1;
    }

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
