using System.Globalization;
using System.Text;

namespace CustomerPerformanceTracker.Truth;

/// <summary>Counts by kind which words were said, how often they were wrong, and what the watch told.</summary>
internal sealed class TruthTable
{
    private static readonly (string Word, string Short)[] Words =
        [("sustainable", "sust."), ("misleading", "misl."), ("unconverted_trust", "unconv."), ("declining", "decl."), ("not_enough_answers", "n. e. a.")];

    private readonly Dictionary<Kind, KindTally> kinds = [];

    public KindTally All => KindTally.Sum(kinds.Values);

    public KindTally this[Kind kind] => kinds.TryGetValue(kind, out var tally) ? tally : kinds[kind] = new();

    /// <summary>Cards that were wrong, with the reason: what to look at first.</summary>
    public List<string> Examples { get; } = [];

    public void Add(TrueCampaign campaign, bool isSilent, WatchTruth watched)
    {
        var tally = this[campaign.Kind];
        tally.Campaigns++;
        tally.Silences += isSilent ? 1 : 0;
        tally.Watched.Add(watched);
    }

    public void Add(TrueCampaign campaign, int day, SaidBy said, bool part)
    {
        var (tally, verdict) = (this[campaign.Kind], Judge.Of(campaign, day, said, part));
        tally.Cards++;
        tally.Words[said.Word] = tally.Words.GetValueOrDefault(said.Word) + 1;
        tally.Wrong += verdict.Faults.Count > 0 ? 1 : 0;
        tally.QuietCards += verdict.IsQuiet ? 1 : 0;
        tally.QuietMarked += verdict.IsQuiet && said.Marked.Count > 0 ? 1 : 0;
        foreach (var fault in verdict.Faults)
            tally.Faults[fault] = tally.Of(fault) + 1;
        if (verdict.Faults.Count > 0)
            Examples.Add(Invariant($"{campaign.Name} {campaign.Kind} n={campaign.AnswersADay}, day {day}{(part ? $" of {Part.NewMessage}" : "")}: {string.Join(", ", verdict.Faults)}; said {said.Word}, demand {said.Demand}, feeling {said.Feeling}, regret {said.Regret}; marked {string.Join(", ", said.Marked)}"));
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("### What the cards said\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| kind | campaigns | cards | {string.Join(" | ", Words.Select(word => word.Short))} | wrong | demand missed / false | feeling missed / false | regret missed / false | n. e. a. at 100 and more | sust. while broken | quiet cards | marked |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, tally) in Rows())
            text.Append(CardRow(name, tally));
        text.Append("\n### What the watch told\n\n");
        text.Append("| kind | false alarms | quiet years | a year | falls | told | median days | 9 in 10 within days | silences |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, tally) in Rows())
            text.Append(WatchRow(name, tally));
        return text.ToString();
    }

    private IEnumerable<(string Name, KindTally Tally)> Rows() =>
        [.. kinds.OrderBy(kind => kind.Key).Select(kind => (kind.Key.Words(), kind.Value)), ("**all**", All)];

    private static string CardRow(string name, KindTally tally) => Invariant(
        $"| {name} | {tally.Campaigns} | {tally.Cards} | {string.Join(" | ", Words.Select(word => tally.Words.GetValueOrDefault(word.Word)))} | {Share(tally.Wrong, tally.Cards)} | {tally.Of(Fault.DemandNotSaid)} / {tally.Of(Fault.DemandSaidFalsely)} | {tally.Of(Fault.FeelingNotSaid)} / {tally.Of(Fault.FeelingSaidFalsely)} | {tally.Of(Fault.RegretNotSaid)} / {tally.Of(Fault.RegretSaidFalsely)} | {tally.Of(Fault.AnswersMissed)} | {tally.Of(Fault.SustainableWhileBroken)} | {tally.QuietCards} | {Share(tally.QuietMarked, tally.QuietCards)} |\n");

    private static string WatchRow(string name, KindTally tally)
    {
        var (alarms, years, falls) = (tally.Watched.Sum(one => one.FalseAlarms), tally.Watched.Sum(one => one.QuietYears), tally.Watched.Count(one => one.Fell));
        int[] delays = [.. tally.Watched.Where(one => one.Delay is not null).Select(one => one.Delay!.Value).Order()];
        return Invariant($"| {name} | {alarms} | {years:0} | {alarms / Math.Max(1, years):0.000} | {falls} | {Share(delays.Length, falls)} | {Quantile(delays, 0.5)} | {Quantile(delays, 0.9)} | {tally.Silences} |\n");
    }

    private static string Share(int part, int whole) => whole == 0 ? "" : Invariant($"{part} ({100.0 * part / whole:0.0} %)");

    private static string Quantile(int[] sorted, double share) => sorted.Length == 0 ? "" : Invariant($"{sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))]}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
