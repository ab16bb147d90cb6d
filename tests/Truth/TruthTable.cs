using System.Text;

namespace CustomerPerformanceTracker.Truth;

/// <summary>Counts by kind which words were said, how often they were wrong, and what the watch told.</summary>
internal sealed class TruthTable
{
    private static readonly (string Word, string Short)[] Words =
    [
        ("sustainable", "sust."),
        ("misleading", "misl."),
        ("unconverted_trust", "unconv."),
        ("declining", "decl."),
        ("not_enough_answers", "n. e. a."),
    ];

    private readonly Dictionary<Kind, KindTally> kinds = [];
    private readonly Dictionary<int, KindTally> sizes = [];

    public KindTally All => KindTally.Sum(kinds.Values);

    public KindTally this[Kind kind] => kinds.TryGetValue(kind, out var tally) ? tally : kinds[kind] = new();

    /// <summary>Cards that were wrong, with the reason: what to look at first.</summary>
    public List<string> Examples { get; } = [];

    public void Add(TrueCampaign campaign, bool isSilent, WatchTruth watched)
    {
        foreach (var tally in Tallies(campaign))
            tally.Add(isSilent, watched);
    }

    public void Add(TrueCampaign campaign, int day, SaidBy said, bool part)
    {
        var verdict = Judge.Of(campaign, day, said, part);
        foreach (var tally in Tallies(campaign))
            tally.Add(said, verdict);
        if (verdict.Faults.Count > 0)
            Examples.Add(Example(campaign, day, said, part, verdict));
    }

    private static string Example(TrueCampaign campaign, int day, SaidBy said, bool part, Verdict verdict) =>
        Invariant($"{campaign.Name} {campaign.Kind} n={campaign.AnswersADay}, day {day}{(part ? " of the new message" : "")}: ")
        + Invariant($"{string.Join(", ", verdict.Faults)}; said {said}; marked {string.Join(", ", said.Marked)}");

    private KindTally[] Tallies(TrueCampaign campaign) =>
        [this[campaign.Kind], sizes.TryGetValue(campaign.AnswersADay, out var tally) ? tally : sizes[campaign.AnswersADay] = new()];

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("### What the cards said\n\n");
        Append(
            text,
            [
                "kind",
                "campaigns",
                "cards",
                .. Words.Select(word => word.Short),
                "wrong",
                "demand missed / false",
                "feeling missed / false",
                "regret missed / false",
                "n. e. a. at 100 and more",
                "sust. while broken",
                "quiet cards",
                "marked",
            ]
        );
        Append(text, [.. Enumerable.Repeat("---", Words.Length + 11)]);
        foreach (var (name, tally) in Rows())
            Append(text, Cards(name, tally));
        text.Append("\n### What the watch told\n\n");
        Append(text, ["kind", "false alarms", "quiet years", "a year", "falls", "told", "median days", "9 in 10 within days", "silences"]);
        Append(text, [.. Enumerable.Repeat("---", 9)]);
        foreach (var (name, tally) in Rows())
            Append(text, Watched(name, tally));
        return text.ToString();
    }

    private IEnumerable<(string Name, KindTally Tally)> Rows() =>
        [
            .. kinds.OrderBy(kind => kind.Key).Select(kind => (kind.Key.Words(), kind.Value)),
            .. sizes.OrderBy(size => size.Key).Select(size => (Invariant($"*{size.Key} answers a day*"), size.Value)),
            ("**all**", All),
        ];

    private static IEnumerable<string> Cards(string name, KindTally tally) =>
        [
            name,
            Invariant($"{tally.Campaigns}"),
            Invariant($"{tally.Cards}"),
            .. Words.Select(word => Invariant($"{tally.Words.GetValueOrDefault(word.Word)}")),
            Share(tally.Wrong, tally.Cards),
            Invariant($"{tally.Of(Fault.DemandNotSaid)} / {tally.Of(Fault.DemandSaidFalsely)}"),
            Invariant($"{tally.Of(Fault.FeelingNotSaid)} / {tally.Of(Fault.FeelingSaidFalsely)}"),
            Invariant($"{tally.Of(Fault.RegretNotSaid)} / {tally.Of(Fault.RegretSaidFalsely)}"),
            Invariant($"{tally.Of(Fault.AnswersMissed)}"),
            Invariant($"{tally.Of(Fault.SustainableWhileBroken)}"),
            Invariant($"{tally.QuietCards}"),
            Share(tally.QuietMarked, tally.QuietCards),
        ];

    private static IEnumerable<string> Watched(string name, KindTally tally)
    {
        var (alarms, years, falls) = (
            tally.Watched.Sum(one => one.FalseAlarms),
            tally.Watched.Sum(one => one.QuietYears),
            tally.Watched.Count(one => one.Fell)
        );
        int[] delays = [.. tally.Watched.Where(one => one.Delay is not null).Select(one => one.Delay!.Value).Order()];
        return
        [
            name,
            Invariant($"{alarms}"),
            Invariant($"{years:0}"),
            Invariant($"{alarms / Math.Max(1, years):0.000}"),
            Invariant($"{falls}"),
            Share(delays.Length, falls),
            Quantile(delays, 0.5),
            Quantile(delays, 0.9),
            Invariant($"{tally.Silences}"),
        ];
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");

    private static string Share(int part, int whole) => whole == 0 ? "" : Invariant($"{part} ({100.0 * part / whole:0.0} %)");

    private static string Quantile(int[] sorted, double share) =>
        sorted.Length == 0 ? "" : Invariant($"{sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))]}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
